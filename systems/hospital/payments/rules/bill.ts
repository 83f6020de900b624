import { type Benefit, type BenefitRecord, benefitVisitOf, checkRow, visitBenefit } from '@lienmach/benefit';
import {
  identifierSystems,
  identifierValue,
  parseXu,
  sumXu,
  toReceiptDong,
  type UnitPrice,
  type Xu,
  xu,
} from '@lienmach/core';
import type { Invoice } from 'fhir/r4';

/** What one line costs and who pays it. */
export interface BillLine {
  /** ChargeItem id */
  readonly id: string;
  readonly name: string;
  readonly quantity: bigint;
  readonly unit: string;
  /** cost group (MA_NHOM): 13 examination, 1 laboratory … */
  readonly group: string;
  readonly unitPrice: UnitPrice;
  readonly hospital: Xu;
  readonly insurer: Xu;
  readonly coPaid: Xu;
  readonly selfPaid: Xu;
  readonly otherFunds: Xu;
  readonly because: readonly string[];
}

/** The account of a visit at this moment. */
export interface Bill {
  readonly lines: readonly BillLine[];
  readonly benefit: Benefit;
  /** what the patient owes in all, to the hundredth of a đồng */
  readonly patientShare: Xu;
  /** the same in whole đồng */
  readonly payable: bigint;
  /** payable − patientShare: the named rounding line */
  readonly rounding: Xu;
  /** whole đồng taken so far */
  readonly paid: bigint;
  /** payable − paid; below zero when lines were taken back after paying */
  readonly due: bigint;
  /** receipts of this visit, oldest first */
  readonly receipts: readonly Invoice[];
  /** the request waiting for payment, if any */
  readonly open: Invoice | undefined;
  /** number of the next turn of money in this visit: never one that was used */
  readonly nextTurn: number;
}

/** Whole đồng of an invoice. */
export const dongOf = (invoice: Invoice): bigint =>
  parseXu(invoice.totalGross?.value ?? 0, 'Invoice.totalGross') / 100n;

/** Key of one turn of money within the visit: two counters that press at once ask for the same one. */
export const collectionKey = (encounterId: string, turn: number): string => `${encounterId}.${turn}`;

/** The visit and the turn of an invoice, from its key. */
export function turnOf(invoice: Invoice): { readonly encounterId: string; readonly turn: number } | undefined {
  const key = /^(.+)\.(\d+)$/.exec(identifierValue(invoice, identifierSystems.paymentKey) ?? '');
  return key === null ? undefined : { encounterId: key[1] ?? '', turn: Number(key[2]) };
}

/** Turns of receipts stay used when the receipt is cancelled; a cancelled request gave its turn back. */
const usesTurn = (invoice: Invoice): boolean =>
  invoice.status !== 'cancelled' || identifierValue(invoice, identifierSystems.receiptNumber) !== undefined;

const nextTurnOf = (own: readonly Invoice[]): number =>
  1 + Math.max(0, ...own.filter(usesTurn).map((invoice) => turnOf(invoice)?.turn ?? 0));

/** Invoices of this visit, recognised by their collection key. */
const ofVisit = (invoices: readonly Invoice[], encounterId: string): Invoice[] =>
  invoices.filter((invoice) =>
    invoice.identifier?.some(
      ({ system, value }) => system === identifierSystems.paymentKey && value?.startsWith(`${encounterId}.`),
    ),
  );

/**
 * What a visit costs, who pays, what was taken, what is due.
 *
 * @throws benefit.* for rows that no cashier may take money for
 * @source Luật BHYT sửa đổi 51/2024/QH15; NĐ 254/2026/NĐ-CP Điều 9 (secondary); whole đồng with a named rounding line: own choice (unsure)
 */
export function billOf(record: BenefitRecord, invoices: readonly Invoice[]): Bill {
  const benefit = visitBenefit(benefitVisitOf(record));
  for (const row of benefit.rows) checkRow(row);
  const charges = new Map(record.charges.map(({ id, charge }) => [id, charge]));
  const lines = benefit.rows.map(
    (row): BillLine => ({
      id: row.line.id,
      name: charges.get(row.line.id)?.name ?? '',
      quantity: row.line.quantity,
      unit: charges.get(row.line.id)?.unit ?? '',
      group: row.line.group,
      unitPrice: row.line.hospitalPrice,
      hospital: row.hospitalAmount,
      insurer: row.fundPaid,
      coPaid: row.coPaid,
      selfPaid: row.selfPaid,
      otherFunds: row.otherFunds,
      because: row.because,
    }),
  );
  const patientShare = sumXu(lines.map((line) => xu(line.coPaid + line.selfPaid)));
  const { dong: payable, difference: rounding } = toReceiptDong(patientShare);
  const own = ofVisit(invoices, record.encounter.id ?? '');
  const receipts = own
    .filter(({ status }) => status === 'balanced')
    .toSorted((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
  const paid = receipts.reduce((sum, receipt) => sum + dongOf(receipt), 0n);
  return {
    lines,
    benefit,
    patientShare,
    payable,
    rounding,
    paid,
    due: payable - paid,
    receipts,
    open: own.find(({ status }) => status === 'issued'),
    nextTurn: nextTurnOf(own),
  };
}
