/** @source Luật BHYT sửa đổi 51/2024/QH15; NĐ 188/2025/NĐ-CP (through the benefit) (secondary) */
import { type BenefitRecord, benefitVisitOf, checkRow, visitBenefit } from '@lienmach/benefit';
import {
  identifierSystems,
  identifierValue,
  present,
  sumXu,
  toReceiptDong,
  vnDayOf,
  type Xu,
  xu,
} from '@lienmach/core';
import type { Encounter } from 'fhir/r4';

/** What a visit cost and who bears it, added up from its lines. */
export interface PricedVisit {
  readonly id: string;
  /** MA_LK, or the number of the record */
  readonly number?: string;
  readonly patient: string;
  /** day on which it ended in Viet Nam; absent while it runs */
  readonly endedOn?: string;
  readonly isInsured: boolean;
  /** how many lines it has: without any there is nothing to claim */
  readonly lines: number;
  readonly hospital: Xu;
  readonly insurer: Xu;
  readonly coPaid: Xu;
  readonly selfPaid: Xu;
  readonly otherFunds: Xu;
  /** T_BHTT of the claim: in-scope total less co-payment */
  readonly fund: Xu;
  /** what the patient owes in whole đồng */
  readonly payable: Xu;
  /** payable − (coPaid + selfPaid) */
  readonly rounding: Xu;
  /** ChargeItem ids whose payers do not add up to the line */
  readonly unfitting: readonly string[];
}

const endOf = ({ status, period }: Encounter): string | undefined =>
  status === 'finished' && period?.end !== undefined ? vnDayOf(period.end) : undefined;

/**
 * The money of a visit, from its charges through the one calculation that the cashier and the claim use too.
 *
 * @throws benefit.*, core.chargeUnreadable for a visit whose money cannot be computed
 * @source Luật BHYT sửa đổi 51/2024/QH15 (secondary); whole đồng at the counter: own choice (unsure)
 */
export function pricedVisit(record: BenefitRecord): PricedVisit {
  const { encounter, coverages } = record;
  const { rows, totals } = visitBenefit(benefitVisitOf(record));
  for (const row of rows) checkRow(row);
  const [coPaid, selfPaid] = [sumXu(rows.map((row) => row.coPaid)), sumXu(rows.map((row) => row.selfPaid))];
  const { dong, difference } = toReceiptDong(xu(coPaid + selfPaid));
  return {
    id: encounter.id ?? '',
    patient: encounter.subject?.reference ?? '',
    isInsured: coverages.length > 0,
    lines: rows.length,
    hospital: totals.hospital,
    insurer: totals.fundByRows,
    coPaid,
    selfPaid,
    otherFunds: totals.otherFunds,
    fund: totals.fund,
    payable: xu(dong * 100n),
    rounding: difference,
    unfitting: rows.flatMap((row) =>
      row.hospitalAmount === row.fundPaid + row.coPaid + row.selfPaid + row.otherFunds ? [] : [row.line.id],
    ),
    ...present({
      endedOn: endOf(encounter),
      number:
        identifierValue(encounter, identifierSystems.claimId) ??
        identifierValue(encounter, identifierSystems.recordNumber),
    }),
  };
}
