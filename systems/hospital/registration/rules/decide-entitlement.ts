import { errors } from '../errors.ts';
import { entitlementsOn } from './entitlement-list.ts';

/** What the desk knows that bears on the case (MA_DOITUONG_KCB). */
export interface EntitlementFacts {
  /** facilities of first registration on the cards of the visit; empty without a card */
  readonly registeredAt: readonly string[];
  readonly hasCard: boolean;
  readonly facility: string;
  readonly isEmergency: boolean;
  readonly hasReferral: boolean;
  readonly hasFollowUpSlip: boolean;
  /** chosen at the desk: wins over the rule */
  readonly chosen?: string;
  readonly standing?: FacilityStanding;
}

/** How this facility stands in the law. */
export interface FacilityStanding {
  readonly level?: string;
  readonly points?: number;
  /** before 2025: commune, district, province, central */
  readonly formerTier?: string;
}

interface Row {
  readonly code: string;
  readonly from: string;
  readonly fits: (facts: EntitlementFacts) => boolean;
}

const LIST_FROM = '2025-07-01';
const selfCame = (level: string) => (f: EntitlementFacts) => f.standing?.level === level;
const wasHigh = (f: EntitlementFacts): boolean => ['province', 'central'].includes(f.standing?.formerTier ?? '');

/** Outpatients only; the first row that fits decides. */
const rows: readonly Row[] = [
  { code: '9', from: LIST_FROM, fits: (f) => !f.hasCard },
  { code: '2', from: LIST_FROM, fits: (f) => f.isEmergency },
  { code: '1.1', from: LIST_FROM, fits: (f) => f.registeredAt.includes(f.facility) },
  { code: '1.3', from: LIST_FROM, fits: (f) => f.hasReferral },
  { code: '1.5', from: LIST_FROM, fits: (f) => f.hasFollowUpSlip },
  { code: '1.11', from: LIST_FROM, fits: selfCame('primary') },
  {
    code: '1.12',
    from: LIST_FROM,
    fits: (f) => selfCame('basic')(f) && !wasHigh(f) && (f.standing?.points ?? 0) < 50,
  },
  { code: '1.14', from: LIST_FROM, fits: (f) => selfCame('basic')(f) && wasHigh(f) },
  { code: '1.13', from: LIST_FROM, fits: (f) => selfCame('basic')(f) && (f.standing?.points ?? 0) < 70 },
  { code: '3.3', from: LIST_FROM, fits: (f) => f.standing?.formerTier === 'district' },
  { code: '1.18', from: LIST_FROM, fits: (f) => selfCame('specialised')(f) && f.standing?.formerTier === 'province' },
  { code: '3.1', from: LIST_FROM, fits: (f) => selfCame('specialised')(f) && f.standing?.formerTier === 'central' },
];

/**
 * Which case the visit is, as the desk sees it; it may be decided anew when the visit ends.
 *
 * @param day  calendar date of the visit
 * @returns code of MA_DOITUONG_KCB, a string: 1.11 is not 1.1
 * @throws registration.unknownEntitlement for a chosen code outside the list, entitlementUnclear when no row fits
 * @source QĐ 3276/QĐ-BYT (17/10/2025), appendix 1, for visits from 2025-07-01; NĐ 188/2025/NĐ-CP, art. 19 (secondary)
 */
export function decideEntitlement(facts: EntitlementFacts, day: string): string {
  const { chosen } = facts;
  if (chosen !== undefined) {
    if (!entitlementsOn(day).some(({ code }) => code === chosen))
      throw errors.unknownEntitlement({ at: 'entitlement', code: chosen });
    return chosen;
  }
  const row = rows.find(({ from, fits }) => day >= from && fits(facts));
  if (row === undefined) throw errors.entitlementUnclear({ at: 'entitlement' });
  return row.code;
}
