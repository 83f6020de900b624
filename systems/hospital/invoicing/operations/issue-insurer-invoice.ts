import { formatVnDate, identifierSystems, identifierValue, parseVnDate, toVnIso, xuOfMoney } from '@lienmach/core';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Invoice, Money } from 'fhir/r4';
import { errors } from '../errors.ts';
import { invoiceMessage } from '../exchange/invoice-message.ts';
import { type BuyerInput, buyerOf } from '../rules/buyer.ts';
import { dongOf } from '../rules/e-invoice.ts';
import { insurerLine, minutesKey } from '../rules/insurer-invoice.ts';
import { newEInvoice } from '../rules/new-e-invoice.ts';
import { buyerParameters } from './issue-invoice.ts';
import { findByKey, rulesOf } from './load-invoices.ts';
import { writeEInvoice } from './write-e-invoice.ts';

interface InsurerInput extends BuyerInput {
  readonly minutes: string;
  readonly minutesDate: string;
  readonly amount: Money;
}

const input = (name: string, type: string): OperationParameter => ({ name, use: 'in', min: 1, max: '1', type });

/** Whole đồng of settled minutes; below zero where a later settlement takes back. @throws invoicing.badAmount */
function settledDong(amount: Money): bigint {
  const value = xuOfMoney(amount, 'amount');
  if (value === 0n || value % 100n !== 0n) throw errors.badAmount({ at: 'amount' });
  return value / 100n;
}

const minutesOf = (invoice: Invoice): string => identifierValue(invoice, identifierSystems.settlementMinutes) ?? '';

/** The invoice of these minutes again. @throws invoicing.minutesDiffer */
function same(earlier: Invoice, dong: bigint, minutes: string): Invoice {
  if (dongOf(earlier) === dong && minutesOf(earlier) === minutes) return earlier;
  const at = minutesOf(earlier) === minutes ? 'amount' : 'minutes';
  throw errors.minutesDiffer({ at, minutes: minutesOf(earlier), amount: String(dongOf(earlier)) });
}

/** The invoice of these minutes that stands or is being made; after each rejection the next one has the next number. */
async function standing(ctx: Context, minutes: string) {
  const first = minutesKey(minutes);
  for (let turn = 1; ; turn += 1) {
    const key = turn === 1 ? first : `${first}.${turn}`;
    const invoice = await findByKey(ctx, key);
    // a number that reads like a later turn of this one is other minutes
    const isOther = turn > 1 && invoice !== undefined && minutesOf(invoice) !== minutes;
    if (invoice?.status !== 'cancelled' && !isOther) return { key, invoice };
  }
}

/**
 * POST Invoice/$issue-insurer-invoice: the part of the health insurance, once the minutes of settlement (06/BH) are there;
 * one invoice for each minutes. A later difference has minutes of its own, also below zero.
 */
export const issueInsurerInvoice: Operation<InsurerInput, Invoice> = {
  definition: {
    code: 'issue-insurer-invoice',
    title: { vi: 'Lập hóa đơn phần bảo hiểm y tế', en: 'Issue the invoice to the insurer' },
    resource: ['Invoice'],
    level: 'type',
    affectsState: true,
    parameter: [
      input('minutes', 'string'),
      input('minutesDate', 'date'),
      input('amount', 'Money'),
      ...buyerParameters,
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier', 'claims-clerk'],
    readsAs: ['e-invoicing'],
  },
  async run(ctx, _id, given) {
    const rules = rulesOf(ctx);
    const minutes = given.minutes.trim();
    const dong = settledDong(given.amount);
    const { key, invoice: earlier } = await standing(ctx, minutes);
    if (earlier !== undefined) return same(earlier, dong, minutes);
    const day = parseVnDate(given.minutesDate, 'minutesDate');
    if (day.length !== 10) throw errors.badDate({ at: 'minutesDate' });
    const buyer = buyerOf(given);
    const lines = [insurerLine(minutes, formatVnDate(day), dong)];
    const invoice = newEInvoice({
      kind: 'insurer',
      key,
      state: 'waiting',
      date: toVnIso(ctx.now()),
      issuer: { reference: ctx.site.facility.organization },
      buyer,
      lines,
      dong,
      identifier: [{ system: identifierSystems.settlementMinutes, value: minutes }],
    });
    const message = invoiceMessage(invoice, { site: ctx.site, rules, buyer, lines });
    return same(await writeEInvoice(ctx, { invoice, message, changes: [], papers: 0 }), dong, minutes);
  },
};
