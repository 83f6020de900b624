import type { QuestionnaireResponseItemAnswer } from 'fhir/r4';

/** A worked visit in the neutral format `neutral-visit/1`: what people wrote down, before it is FHIR. */
export interface NeutralVisit {
  readonly id: string;
  readonly title: string;
  readonly facility: {
    readonly code: string;
    readonly name: string;
    readonly level: string;
    readonly points: number;
    readonly formerTier: string;
  };
  readonly practitioners: readonly { readonly id: string; readonly license: string; readonly name: string }[];
  readonly patient: {
    readonly number: string;
    readonly name: string;
    readonly personalNumber?: string | null;
    readonly birth: string;
    readonly birthTime?: string | null;
    readonly sex: number;
    readonly nationality?: string | null;
    readonly ethnicity?: string | null;
    readonly occupation?: string | null;
    readonly address: string;
    readonly province: string;
    readonly commune: string;
    readonly mother?: { readonly name: string; readonly card?: string | null } | null;
  };
  readonly cards?: readonly NeutralCard[];
  readonly visit: NeutralEpisode;
  readonly drugs?: readonly NeutralLine[];
  readonly services?: readonly NeutralLine[];
  readonly notes?: readonly {
    readonly at: string;
    readonly text: string;
    readonly by: string;
    readonly operation?: string | null;
  }[];
  readonly papers?: {
    readonly treatment: string;
    readonly course: string;
    readonly results: string;
    readonly doctor: string;
  } | null;
  /** forms behind tables of the claim, as they were filled in */
  readonly forms?: readonly {
    /** e.g. `XML9` */
    readonly table: string;
    readonly at: string;
    readonly by: string;
    readonly answers: Readonly<Record<string, readonly QuestionnaireResponseItemAnswer[]>>;
  }[];
  /** papers issued for the patient: `referral`, `sick-leave` */
  readonly issued?: readonly {
    readonly kind: string;
    readonly number: string;
    readonly at: string;
    readonly by: string;
    readonly period?: readonly [from: string, to: string];
    readonly parts: Readonly<Record<string, string>>;
  }[];
}

export interface NeutralCard {
  readonly number: string;
  readonly registeredAt?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly fiveYearsFrom?: string | null;
  readonly copayThisYear?: string | null;
  readonly copayExemptFrom?: string | null;
  readonly zone?: string | null;
  readonly temporary?: boolean | null;
}

export interface NeutralEpisode {
  readonly claimId: string;
  readonly recordNumber: string;
  readonly type: string;
  readonly entitlement: string;
  readonly in: string;
  readonly inpatientFrom?: string | null;
  readonly out: string;
  readonly reason: string;
  readonly admissionReason?: string | null;
  readonly diagnosisIn: string;
  readonly diagnosisOut: string;
  readonly icdMain?: string | null;
  readonly icdOther?: readonly string[];
  readonly traditional?: readonly string[];
  readonly treatment?: string | null;
  readonly outcome: number;
  readonly leaving: number;
  readonly referredFrom?: string | null;
  readonly referralNumber?: string | null;
  readonly department: string;
  readonly weightKg?: string | null;
  readonly head?: string | null;
}

/** A drug or a service. Amounts, prices and quantities are texts. */
export interface NeutralLine {
  readonly line: string;
  readonly kind?: string;
  readonly code: string;
  readonly name: string;
  readonly group: number;
  readonly unit: string;
  readonly quantity: string;
  readonly price?: string;
  readonly priceHospital?: string;
  readonly priceInsurance?: string | null;
  readonly ceiling?: string | null;
  readonly serviceRatio?: number | null;
  readonly payRatio?: number | null;
  readonly scope: number;
  readonly strength?: string | null;
  readonly route?: string | null;
  readonly dose?: string | null;
  readonly registration?: string | null;
  readonly tender?: string | null;
  readonly days?: number | null;
  readonly payer?: number | null;
  readonly paymentMethod?: number | null;
  readonly orderedBy: string;
  readonly orderedAt: string;
  readonly performedBy?: readonly string[];
  readonly performedAt?: string | null;
  readonly resultAt?: string | null;
  readonly department?: string | null;
  readonly bed?: string | null;
  readonly device?: string | null;
  readonly anaesthesia?: number | null;
  readonly forService?: string | null;
  readonly otherFunds?: {
    readonly state?: string;
    readonly foreignAid?: string;
    readonly domesticAid?: string;
    readonly rest?: string;
  } | null;
  /** for whom the other funds are; absent: this patient */
  readonly otherFundsFor?: 'facility' | null;
  readonly report?: {
    readonly readBy?: string;
    readonly indicators?: readonly {
      readonly code: string;
      readonly name: string;
      readonly value: string;
      readonly unit?: string;
    }[];
    readonly description?: string | null;
    readonly conclusion?: string | null;
  } | null;
}
