import { shareOf, type Xu, xu, ZERO } from '@lienmach/core';

/** Who pays a row. All parts are hundredths of a đồng and add up to the hospital amount. */
export interface RowPayers {
  /** T_BNTT: outside the fund's scope */
  readonly selfPaid: Xu;
  /** T_BNCCT */
  readonly coPaid: Xu;
  /** T_BHTT */
  readonly fundPaid: Xu;
  /** T_NGUONKHAC */
  readonly otherFunds: Xu;
}

interface RowShare {
  /** THANH_TIEN_BV */
  readonly hospital: Xu;
  /** THANH_TIEN_BH, not above `hospital` */
  readonly insurance: Xu;
  /** MUC_HUONG, hundredths of a percent */
  readonly level: number;
  readonly otherFunds: Xu;
}

const minus = (a: Xu, b: Xu): Xu => xu(a - b);
const notBelowZero = (amount: Xu): Xu => (amount < 0n ? ZERO : amount);

/**
 * Case a: support for this patient. It covers what the patient pays alone first, then the co-payment, then the fund's part.
 *
 * Support above the hospital amount makes the fund's part negative: `checkLine` refuses it, rule MON-06 reports it.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), T_BNTT, T_BNCCT, T_BHTT of XML2 and XML3 (verified)
 */
export function payersWithPatientSupport({ hospital, insurance, level, otherFunds }: RowShare): RowPayers {
  const fund = shareOf(insurance, level);
  const coPayment = minus(insurance, fund);
  const self = minus(hospital, insurance);
  const afterSelf = notBelowZero(minus(otherFunds, self));
  const afterCoPayment = notBelowZero(minus(afterSelf, coPayment));
  return {
    selfPaid: notBelowZero(minus(self, otherFunds)),
    coPaid: notBelowZero(minus(coPayment, afterSelf)),
    fundPaid: minus(fund, afterCoPayment),
    otherFunds,
  };
}

/**
 * Case b: support given to the facility for everybody reduces the cost first; the rest is shared as usual.
 *
 * @param payRatio  TYLE_TT_BH, hundredths of a percent
 * @source QĐ 3176/QĐ-BYT (29/10/2024), worked example of the annex (verified); never more in scope than without the support: our reading (unsure)
 */
export function payersWithFacilitySupport(
  { hospital, insurance, level, otherFunds }: RowShare,
  payRatio: number,
): RowPayers {
  const rest = minus(hospital, otherFunds);
  const ofRest = otherFunds === 0n ? insurance : shareOf(rest, payRatio);
  const counted = ofRest < insurance ? ofRest : insurance;
  const fundPaid = shareOf(counted, level);
  return { selfPaid: minus(rest, counted), coPaid: minus(counted, fundPaid), fundPaid, otherFunds };
}

/**
 * Case c: a programme named in a ministry letter (such as ARV) pays exactly the co-payment.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), programmes by ministry letter (verified)
 */
export function payersWithProgramme(hospital: Xu, insurance: Xu, level: number): RowPayers {
  const fundPaid = shareOf(insurance, level);
  return {
    selfPaid: minus(hospital, insurance),
    coPaid: ZERO,
    fundPaid,
    otherFunds: minus(insurance, fundPaid),
  };
}
