import { identifierSystems, identifierValue } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, Invoice } from 'fhir/r4';
import { freedMoney, toldDong } from '../rules/bank-money.ts';
import { parkedTask } from '../rules/parked-transfer.ts';
import { putEntry, taskEntry } from './arrival-entries.ts';

/** Money at the bank that had paid a receipt which is cancelled now: it waits for a person again. */
export async function freedMoneyEntries(ctx: Context, receipt: Invoice): Promise<BundleEntry[]> {
  const key = identifierValue(receipt, identifierSystems.bankReference);
  if (key === undefined) return [];
  const { bankReference, bankTransaction } = identifierSystems;
  const identifier = `${bankReference}|${key},${bankTransaction}|${key}`;
  const notice = await ctx.store.find('PaymentNotice', new URLSearchParams({ identifier }).toString());
  if (notice === undefined) return [];
  const task = parkedTask({
    key: `${key}.${receipt.id}`,
    dong: toldDong(notice),
    reason: `Phiếu ${identifierValue(receipt, identifierSystems.receiptNumber)} của khoản này đã hủy.`,
    code: 'receipt-cancelled',
    notice: `PaymentNotice/${notice.id}`,
    subject: receipt.subject,
    at: ctx.now(),
  });
  return [putEntry(freedMoney(notice)), taskEntry(task)];
}
