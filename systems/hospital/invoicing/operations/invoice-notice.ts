import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { providerOf } from '../exchange/provider-of.ts';
import { detailsOf, dongOf, keyOf, stateOf } from '../rules/e-invoice.ts';
import { fits, isProviderState, type ProviderAnswer } from '../rules/provider-answer.ts';
import { applyAnswer } from './apply-answer.ts';
import { findByKey, rulesOf } from './load-invoices.ts';
import { sendOne } from './send-one.ts';

export interface InvoiceNotice {
  readonly key: string;
  readonly providerId: string;
  readonly symbol: string;
  readonly number: string;
  readonly dong: string;
  readonly status: string;
  readonly taxCode?: string;
  readonly xml?: string;
  readonly reason?: string;
}

const needsXml = (invoice: Invoice, { status, xml }: ProviderAnswer): boolean =>
  (status === 'coded' || status === 'delivered') &&
  xml === undefined &&
  invoice.status === 'draft' &&
  detailsOf(invoice).xml === undefined;

const input = (name: string, min = 1): OperationParameter => ({ name, use: 'in', min, max: '1', type: 'string' });

/** POST Invoice/$invoice-notice: the provider tells what became of an invoice; told twice or late it changes nothing. */
export const invoiceNotice: Operation<InvoiceNotice, { readonly state: string }> = {
  definition: {
    code: 'invoice-notice',
    title: { vi: 'Nhà cung cấp báo kết quả hóa đơn', en: 'Invoice notice' },
    resource: ['Invoice'],
    level: 'type',
    affectsState: true,
    parameter: [
      ...['key', 'providerId', 'symbol', 'number', 'dong', 'status'].map((name) => input(name)),
      ...['taxCode', 'xml', 'reason'].map((name) => input(name, 0)),
      { name: 'state', use: 'out', min: 1, max: '1', type: 'code' },
    ],
    allow: ['invoice-provider'],
    readsAs: ['e-invoicing'],
  },
  async run(ctx, _id, { dong, status, ...told }) {
    rulesOf(ctx);
    if (!/^-?\d{1,18}$/.test(dong) || !isProviderState(status)) throw errors.noticeUnreadable();
    if (!/^[0-9A-Za-z.:-]{1,200}$/.test(told.key)) throw errors.noticeMismatch({ at: 'key' });
    const answer = { ...told, dong: BigInt(dong), status };
    const invoice = await findByKey(ctx, told.key);
    if (invoice === undefined || !fits(answer, { key: keyOf(invoice), dong: dongOf(invoice) })) {
      throw errors.noticeMismatch({ at: 'key' });
    }
    if (!needsXml(invoice, answer)) return { state: stateOf(await applyAnswer(ctx, invoice, answer)) };
    // the signed invoice does not fit into a notice: it is fetched, now or in the next round
    const { invoice: now } = await sendOne(ctx, providerOf(ctx), invoice);
    return { state: stateOf(now) };
  },
};
