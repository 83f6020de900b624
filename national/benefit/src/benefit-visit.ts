import type { InsuranceScope, Quantity3, UnitPrice, Xu } from '@lienmach/core';

/** A card as the benefit needs it. Days are `yyyy-MM-dd`, moments local `yyyy-MM-ddTHH:mm`. */
export interface BenefitCard {
  readonly number: string;
  /** absent for a temporary card: valid for the whole visit */
  readonly from?: string;
  readonly to?: string;
  /** day on which five years in a row are reached */
  readonly fiveYearsFrom?: string;
  /** co-payments of the calendar year before this visit */
  readonly copayThisYear?: Xu;
  /** moment from the portal; given for a year that the visit touches it decides, no own sum */
  readonly copayExemptFrom?: string;
}

/** Support for this patient, by source. */
export interface OtherFunds {
  readonly state: Xu;
  readonly foreignAid: Xu;
  readonly domesticAid: Xu;
  readonly rest: Xu;
}

/** One line of cost, before any benefit. Ratios are hundredths of a percent: 8000 = 80 %. */
export interface BenefitLine {
  readonly id: string;
  readonly kind: 'drug' | 'service' | 'supply';
  /** cost group (MA_NHOM): 13 examination, 10 and 11 supplies … */
  readonly group: string;
  /** local `yyyy-MM-ddTHH:mm` */
  readonly orderedAt: string;
  readonly quantity: Quantity3;
  readonly hospitalPrice: UnitPrice;
  /** absent: the hospital price */
  readonly insurancePrice?: UnitPrice;
  /** most the fund counts for one supply */
  readonly ceiling?: Xu;
  /** absent: 100 %, examinations by their order of the day */
  readonly serviceRatio?: number;
  readonly scope: InsuranceScope;
  /** absent: 100 %; always 0 outside the scope */
  readonly payRatio?: number;
  readonly otherFunds: OtherFunds;
  /** `facility`: given to the facility for everybody, so that it comes off the cost first; absent: support for this patient */
  readonly supportFor?: 'facility';
  /** MA_PTTT: 1 by service */
  readonly paymentMethod: string;
}

export interface BenefitVisit {
  /** MA_DOITUONG_KCB, already decided */
  readonly entitlement: string;
  /** MA_LOAI_KCB */
  readonly visitType: string;
  /** local `yyyy-MM-ddTHH:mm` */
  readonly arrived: string;
  /** absent while the visit runs: parameters of the last line's day count */
  readonly left?: string;
  readonly cards: readonly BenefitCard[];
  readonly lines: readonly BenefitLine[];
}

/** One line with every named amount of the claim. */
export interface BenefitRow {
  readonly line: BenefitLine;
  /** DON_GIA_BH */
  readonly insurancePrice: UnitPrice;
  /** TYLE_TT_DV */
  readonly serviceRatio: number;
  /** TYLE_TT_BH */
  readonly payRatio: number;
  /** THANH_TIEN_BV */
  readonly hospitalAmount: Xu;
  /** THANH_TIEN_BH */
  readonly insuranceAmount: Xu;
  /** MUC_HUONG */
  readonly level: number;
  /** T_NGUONKHAC */
  readonly otherFunds: Xu;
  /** T_BNTT */
  readonly selfPaid: Xu;
  /** T_BNCCT */
  readonly coPaid: Xu;
  /** T_BHTT */
  readonly fundPaid: Xu;
  /** why, in Vietnamese, with figures */
  readonly because: readonly string[];
}

export interface BenefitTotals {
  /** T_THUOC */
  readonly drugs: Xu;
  /** T_VTYT */
  readonly supplies: Xu;
  /** T_TONGCHI_BV */
  readonly hospital: Xu;
  /** T_TONGCHI_BH */
  readonly insurance: Xu;
  /** T_BNTT */
  readonly selfPaid: Xu;
  /** T_BNCCT */
  readonly coPaid: Xu;
  /** T_BHTT = insurance − coPaid, as the standard writes it */
  readonly fund: Xu;
  /** Σ of what the fund pays by row; differs from `fund` only when support reduced the fund's part */
  readonly fundByRows: Xu;
  /** T_NGUONKHAC */
  readonly otherFunds: Xu;
  /** T_BHTT_GDV */
  readonly fundByService: Xu;
}

export interface Benefit {
  readonly rows: readonly BenefitRow[];
  readonly totals: BenefitTotals;
  /** moment of the co-payment exemption, given or found: local `yyyy-MM-ddTHH:mm` or a day */
  readonly exemptFrom?: string;
  /** the decisions of the visit in Vietnamese words with figures */
  readonly steps: readonly string[];
}
