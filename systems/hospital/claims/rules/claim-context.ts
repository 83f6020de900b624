/** @source none: what surrounds a claim when it is judged */
import type { ClaimFile } from './claim-file.ts';
import type { SiteRules } from './site-rules.ts';

/** Lists of codes that rules may ask; those of the country and those of the site. */
export type ListName =
  | 'admission-reasons'
  | 'blood-products'
  | 'communes'
  | 'countries'
  | 'departments'
  | 'devices'
  | 'drugs'
  | 'facilities'
  | 'icd10'
  | 'icd9'
  | 'indicators'
  | 'interactions'
  | 'practitioners'
  | 'provinces'
  | 'routes'
  | 'services'
  | 'signers'
  | 'traditional';

/** One line of a list: a code may have several, of different times or products. Days are `yyyy-MM-dd`, both inclusive. */
export interface ListedCode {
  readonly name?: string;
  readonly from?: string;
  readonly to?: string;
  /** what else the list says: `price`, `sex`, `parent`, `notPrimary` … */
  readonly says?: Readonly<Record<string, string>>;
}

/** The part of a list that a claim asks for. A code that is absent is not in the list. */
export type SiteList = Readonly<Record<string, readonly ListedCode[]>>;

/** Answer of the card look-up that was kept with the visit. */
export interface CardLookUp {
  /** `maKetQua` */
  readonly code: string;
  readonly name?: string;
  /** `yyyyMMdd`, or the year alone */
  readonly birth?: string;
  /** 1 male, 2 female */
  readonly sex?: string;
}

/** A reply of the gateway as it was kept. */
export interface KeptReply {
  readonly result?: string;
  readonly transaction?: string;
  readonly receivedAt?: string;
  readonly fileHash?: string;
}

/** How and when a claim is sent. Moments are `yyyyMMddHHmm`. */
export interface ClaimSending {
  readonly at: string;
  /** it was sent before, and is not the same any more */
  readonly isChanged?: boolean;
  readonly reason?: string;
  readonly replies?: readonly KeptReply[];
}

/** An accepted check-in. */
export interface KeptCheckIn {
  readonly claimId: string;
  readonly acceptedAt: string;
}

/** Everything besides its own tables by which a claim is judged. What is absent is not known here, and rules that need it say nothing. */
export interface ClaimContext {
  /** moment of judging, `yyyyMMddHHmm` */
  readonly now?: string;
  readonly lists?: Readonly<Partial<Record<ListName, SiteList>>>;
  readonly lookUp?: CardLookUp;
  /** other claims of the same card or patient, or of the same people and devices; as far as known */
  readonly others?: readonly ClaimFile[];
  /** longest supply of medicine of the visit, in days */
  readonly medicineDays?: number;
  readonly checkIns?: readonly KeptCheckIn[];
  readonly sending?: ClaimSending;
  /** what the site decided about the rules */
  readonly site?: SiteRules;
}

const isInForce = ({ from, to }: ListedCode, day: string): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

/** Lines of a code in force on a day; undefined: the site has no such list. @param day  `yyyy-MM-dd` */
export function linesOf(context: ClaimContext, list: ListName, code: string, day: string): ListedCode[] | undefined {
  const lines = context.lists?.[list];
  return lines === undefined ? undefined : (lines[code] ?? []).filter((line) => isInForce(line, day));
}

/** The code is in the list on that day, or there is no such list here. */
export const isListed = (context: ClaimContext, list: ListName, code: string, day: string): boolean =>
  linesOf(context, list, code, day)?.length !== 0;
