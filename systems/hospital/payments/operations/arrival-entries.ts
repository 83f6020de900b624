import { identifierSystems, toVnDay, toVnIso } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, Invoice, PaymentNotice, Task } from 'fhir/r4';
import { type ArrivedMoney, mismatchText, type Unmatched } from '../rules/bank-match.ts';
import { type ArrivedAtBank, bankedReceipt, bankNoticeOf } from '../rules/bank-money.ts';
import { parkedTask } from '../rules/parked-transfer.ts';
import { makeReceiptNumber } from '../rules/payment-reference.ts';
import { receiptOf } from '../rules/receipt.ts';

const once = (system: string, value: string): string => `identifier=${encodeURIComponent(`${system}|${value}`)}`;

/** A place in the transaction for something that has no id yet. */
function newPlace(ctx: Context): string {
  const hex = Buffer.from(ctx.randomBytes(16)).toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)];
  return `urn:uuid:${parts.join('-')}`;
}

export const putEntry = (resource: Invoice | PaymentNotice | Task): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ifMatch: `W/"${resource.meta?.versionId}"`,
  },
});

export const taskEntry = (task: Task): BundleEntry => ({
  resource: task,
  request: {
    method: 'POST',
    url: 'Task',
    ifNoneExist: once(identifierSystems.task, task.identifier?.[0]?.value ?? ''),
  },
});

/** The notice is written once, by what it is known by longest: the bank's own reference before the partner's number. */
function noticeEntry(notice: PaymentNotice): BundleEntry {
  const known = notice.identifier?.toSorted((a, b) => (a.system ?? '').localeCompare(b.system ?? '')) ?? [];
  const best = known.find(({ system }) => system === identifierSystems.bankReference) ?? known[0];
  const ifNoneExist = once(best?.system ?? '', best?.value ?? '');
  return { resource: notice, request: { method: 'POST', url: 'PaymentNotice', ifNoneExist } };
}

const placeOf = (ctx: Context) => ({
  recipient: { reference: ctx.site.facility.organization },
  created: toVnIso(ctx.now()),
});

/** What was asked for becomes the receipt, in the name of the cashier who showed the code; a receipt that stands learns of its money. */
export function paidInvoice(ctx: Context, money: ArrivedAtBank, request: Invoice): Invoice {
  if (request.status === 'balanced') return bankedReceipt(request, money.key);
  return receiptOf(request, {
    method: 'transfer',
    number: makeReceiptNumber(toVnDay(ctx.now()), ctx.randomBytes(5)),
    requestKey: undefined,
    bankReference: money.key,
    cashier: request.participant?.[0]?.actor ?? { display: 'Ngân hàng báo có' },
    date: ctx.now().toISOString(),
  });
}

/** Receipt and notice. */
export function paidEntries(ctx: Context, money: ArrivedAtBank, paid: Invoice): BundleEntry[] {
  const notice = bankNoticeOf(money, placeOf(ctx), 'matched', { reference: `Invoice/${paid.id}` });
  return [putEntry(paid), noticeEntry(notice)];
}

/** Kept where the cashier sees it, with the reason. */
export function parkedEntries(
  ctx: Context,
  money: ArrivedAtBank,
  reason: Unmatched,
  arrived: ArrivedMoney,
  request: Invoice | undefined,
): BundleEntry[] {
  const place = newPlace(ctx);
  const task = parkedTask({
    key: money.key,
    dong: money.dong,
    reason: mismatchText(reason, arrived, request),
    code: reason,
    notice: place,
    subject: request?.subject,
    at: ctx.now(),
  });
  const isAmount = reason === 'too-little' || reason === 'too-much';
  const notice = bankNoticeOf(money, placeOf(ctx), isAmount ? 'differs' : 'waiting');
  return [{ fullUrl: place, ...noticeEntry(notice) }, taskEntry(task)];
}
