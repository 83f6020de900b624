import { loadBenefitRecord } from '@lienmach/benefit';
import { formatDong, identifierSystems, identifierValue, xu } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Identifier, Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Bill, billOf } from '../rules/bill.ts';
import type { RequestPlace } from '../rules/receipt.ts';

export interface LoadedBill {
  readonly bill: Bill;
  /** cancelled requests of the patient, whose references may still arrive */
  readonly invoices: readonly Invoice[];
  place(identifier: readonly Identifier[]): RequestPlace;
}

/** The bill of a visit as it stands now. @throws store.notFound (404), benefit.* */
export async function loadBill(ctx: Context, id: string): Promise<LoadedBill> {
  const record = await loadBenefitRecord(ctx.store, id);
  const subject = { reference: record.encounter.subject?.reference ?? '' };
  const invoices = await ctx.store.search('Invoice', `subject=${subject.reference}`);
  const [account] = record.encounter.account ?? [];
  return {
    bill: billOf(record, invoices),
    invoices,
    place: (identifier) => ({
      subject,
      issuer: { reference: ctx.site.facility.organization },
      ...(account === undefined ? {} : { account }),
      identifier,
      date: ctx.now().toISOString(),
      cashier: ctx.actor,
    }),
  };
}

export const referenceOf = (invoice: Invoice | undefined): string | undefined =>
  identifierValue(invoice, identifierSystems.paymentReference);

/** @throws errors.nothingDue, errors.refundOwed (422) when there is nothing to ask the patient for */
export function checkDue({ due }: Bill): void {
  if (due < 0n) throw errors.refundOwed({ at: 'Encounter', over: formatDong(xu(-due * 100n)) });
  if (due === 0n) throw errors.nothingDue({ at: 'Encounter' });
}
