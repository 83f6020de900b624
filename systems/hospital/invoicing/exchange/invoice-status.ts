import type { WebhookMapping } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { readAnswer } from './provider-wire.ts';

/**
 * A provider's word about an invoice that it has: coded, rejected, delivered.
 *
 * @throws invoicing.noticeUnreadable
 */
export const invoiceStatus: WebhookMapping = {
  on: 'invoice-status',
  actAs: ['invoice-provider'],
  map(body) {
    const answer = readAnswer(body);
    if (answer === undefined) throw errors.noticeUnreadable();
    const { key, providerId, symbol, number, dong, status, taxCode, xml, reason } = answer;
    return {
      operation: '$invoice-notice',
      at: 'Invoice',
      input: {
        key,
        providerId,
        symbol,
        number,
        dong: String(dong),
        status,
        ...(taxCode === undefined ? {} : { taxCode }),
        ...(xml === undefined ? {} : { xml }),
        ...(reason === undefined ? {} : { reason }),
      },
    };
  },
};
