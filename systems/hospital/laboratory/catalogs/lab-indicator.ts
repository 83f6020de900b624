/** Whom a row is for; absent: everybody of that age. */
export interface Group {
  readonly sex?: 'male' | 'female';
  /** completed years, inclusive */
  readonly minAge: number;
  /** completed years, inclusive */
  readonly maxAge?: number;
  /** completed days of life, inclusive: for the newborn */
  readonly maxDays?: number;
  /** only for a pregnancy that is known */
  readonly pregnant?: true;
}

/** Reference range of one indicator for one group of people, both bounds inclusive; unit is the indicator's. */
export interface ReferenceInterval extends Group {
  readonly low?: number;
  readonly high?: number;
  readonly text?: string;
}

/** Telephone at once below low or above high; a value equal to a limit is not critical. */
export interface CriticalLimit {
  readonly low?: number;
  readonly high?: number;
}

/** A change against the last released value that is worth a second look. Each bound alone is enough. */
export interface DeltaRule {
  /** in the unit of the indicator */
  readonly absolute?: number;
  /** of the earlier value */
  readonly percent?: number;
  /** in the unit of the indicator, for each day between the two specimens */
  readonly perDay?: number;
  /** an earlier value counts for so many days */
  readonly withinDays: number;
}

/** A result in words. The place in the list is its rank: later words mean more. */
export interface ResultWord {
  readonly code: string;
  readonly text: string;
  /** what people type for it, without diacritics */
  readonly typed: readonly string[];
  /** `A`: abnormal; `AA`: telephone at once */
  readonly flag?: 'N' | 'A' | 'AA';
}

/** One thing a laboratory reports: what XML4 calls a chỉ số. */
export interface LabIndicator {
  readonly code: string;
  readonly name: string;
  readonly loinc: string;
  readonly loincName: string;
  /** as people in Viet Nam write it; empty for words */
  readonly unit: string;
  /** empty for words */
  readonly ucum: string;
  readonly ranges: readonly ReferenceInterval[];
  readonly critical?: CriticalLimit;
  /** limits of groups that are not as everybody, looked at first */
  readonly criticalOf?: readonly (Group & CriticalLimit)[];
  /** absent: the result is a number */
  readonly words?: readonly ResultWord[];
  readonly delta?: DeltaRule;
  /** digits after the decimal mark of a calculated value */
  readonly decimals?: number;
  readonly method?: string;
  /** of the thromboplastin in use: INR follows from the prothrombin time */
  readonly reagent?: { readonly isi: number; readonly meanNormal: number };
  /** HL7 label of what only the treating people may see */
  readonly sensitive?: 'HIV';
  /** ISO days; absent: open */
  readonly validFrom?: string;
  readonly validTo?: string;
}

type More = Partial<Omit<LabIndicator, 'code' | 'name' | 'loinc' | 'loincName' | 'unit' | 'ucum'>>;

/** A number: code, Vietnamese name, LOINC code and name, unit as written, UCUM code. */
export const measured = (
  code: string,
  name: string,
  loinc: readonly [code: string, name: string],
  unit: string | readonly [written: string, ucum: string],
  more: More,
): LabIndicator => {
  const [written, ucum] = typeof unit === 'string' ? [unit, unit] : unit;
  return { code, name, loinc: loinc[0], loincName: loinc[1], unit: written, ucum, ranges: [], ...more };
};

/** A result in words. */
export const worded = (
  code: string,
  name: string,
  loinc: readonly [code: string, name: string],
  words: readonly ResultWord[],
  more: More = {},
): LabIndicator => ({
  code,
  name,
  loinc: loinc[0],
  loincName: loinc[1],
  unit: '',
  ucum: '',
  ranges: [],
  words,
  ...more,
});

export const adults = (low?: number, high?: number, text?: string): ReferenceInterval => ({
  minAge: 18,
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
  ...(text === undefined ? {} : { text }),
});
export const men = (low?: number, high?: number): ReferenceInterval => ({ ...adults(low, high), sex: 'male' });
export const women = (low?: number, high?: number): ReferenceInterval => ({ ...adults(low, high), sex: 'female' });
export const pregnant = (low?: number, high?: number): ReferenceInterval => ({
  ...women(low, high),
  minAge: 10,
  pregnant: true,
});
export const children = (minAge: number, maxAge: number, low?: number, high?: number): ReferenceInterval => ({
  ...adults(low, high),
  minAge,
  maxAge,
});
