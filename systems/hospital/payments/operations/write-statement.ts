import { identifierSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, Reference } from 'fhir/r4';
import { type ArrivedAtBank, moneyKeyOf, statementRow, toldDong, withMoneyState } from '../rules/bank-money.ts';
import { differenceTask } from '../rules/parked-transfer.ts';
import { findPaymentReference } from '../rules/payment-reference.ts';
import { paidEntries, paidInvoice, parkedEntries, putEntry, taskEntry } from './arrival-entries.ts';
import type { DecidedRow } from './statement-known.ts';

/** rows in one transaction */
const CHUNK = 25;

function moneyOfRow(ctx: Context, { line, key }: DecidedRow, file: Reference): ArrivedAtBank {
  const { dong, row, reference: label, day, memo } = line;
  return {
    identifier: [{ system: identifierSystems.bankReference, value: key }],
    key,
    dong,
    account: ctx.site.bankAccount?.number ?? '',
    memo,
    label,
    day,
    row: statementRow({ file, row, dong }),
  };
}

/** What one row writes: nothing for what is known. */
function entriesOf(ctx: Context, decided: DecidedRow, file: Reference): BundleEntry[] {
  const { decision, line } = decided;
  const money = moneyOfRow(ctx, decided, file);
  const { dong, account } = money;
  if (decision.state === 'paid' || decision.state === 'matched') {
    return paidEntries(ctx, money, paidInvoice(ctx, money, decision.request));
  }
  if (decision.state === 'parked') {
    const arrived = { dong, account, reference: findPaymentReference(line.memo) };
    return parkedEntries(ctx, money, decision.reason, arrived, decision.request);
  }
  if (decision.state !== 'confirmed' && decision.state !== 'differs') return [];
  const { notice } = decision;
  const told = { ...notice, extension: [...(notice.extension ?? []), ...(money.row === undefined ? [] : [money.row])] };
  if (decision.state === 'confirmed') return [putEntry(told)];
  const at = { notice: `PaymentNotice/${notice.id}`, subject: undefined, at: ctx.now() };
  const task = differenceTask({ key: moneyKeyOf(notice), dong: toldDong(notice), ...at }, dong);
  return [putEntry(withMoneyState(told, 'differs')), taskEntry(task)];
}

/**
 * The rows of a file, twenty-five in a transaction. Who stops in between imports again: what is written is recognised. When
 * somebody was quicker at one of them the verb is run anew from the beginning, which is the same.
 */
export async function writeRows(ctx: Context, rows: readonly DecidedRow[], file: Reference): Promise<void> {
  const work = rows.map((row) => entriesOf(ctx, row, file)).filter((entries) => entries.length > 0);
  for (let at = 0; at < work.length; at += CHUNK) {
    const entry = work.slice(at, at + CHUNK).flat();
    await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
  }
}
