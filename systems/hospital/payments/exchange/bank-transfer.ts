import { formatDong, moneyOf, xu } from '@lienmach/core';
import type { WebhookMapping } from '@lienmach/system-kit';
import { errors } from '../errors.ts';

const MOST_DONG = 10n ** 13n;

const fieldsOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? { ...body } : {};

/** A number or a text that banks write for one: no fraction, no sign. */
function wholeNumber(value: unknown): bigint | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && /^\d{1,18}$/.test(text) ? BigInt(text) : undefined;
}

const textOf = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, most) : undefined;

/** `2026-11-22 08:31:05`, local time of the bank. @returns FHIR dateTime */
function bankTime(value: unknown): string | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(textOf(value, 40) ?? '');
  const text = found === null ? '' : `${found[1]}T${found[2]}+07:00`;
  return Number.isNaN(Date.parse(text)) ? undefined : text;
}

function need<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw errors.noticeUnreadable({ at: field, field });
  return value;
}

/**
 * A bank's word that money moved on our account: the fields that the notification services of Vietnamese banks agree on.
 *
 * @throws payments.noticeUnreadable naming the field
 * @source public samples of a notification service (`id`, `transferType`, `transferAmount`, `content`, `accountNumber`, `transactionDate`, `referenceCode`) (secondary)
 */
export const bankTransfer: WebhookMapping = {
  on: 'bank-transfer',
  actAs: ['bank'],
  map(body) {
    const fields = fieldsOf(body);
    const amount = need(wholeNumber(fields.transferAmount), 'transferAmount');
    if (amount === 0n || amount >= MOST_DONG)
      throw errors.noticeUnreadable({ at: 'transferAmount', field: formatDong(xu(amount * 100n)) });
    const direction = textOf(fields.transferType, 10);
    const reference = textOf(fields.referenceCode, 100);
    return {
      operation: '$bank-notice',
      at: 'Invoice',
      input: {
        transaction: need(textOf(fields.id, 100) || undefined, 'id'),
        incoming: need(direction === 'in' || direction === 'out' ? direction : undefined, 'transferType') === 'in',
        amount: moneyOf(xu(amount * 100n)),
        memo: need(textOf(fields.content, 1000), 'content'),
        account: need(textOf(fields.accountNumber, 40), 'accountNumber'),
        at: need(bankTime(fields.transactionDate), 'transactionDate'),
        ...(reference === undefined ? {} : { bankReference: reference }),
      },
    };
  },
};
