/** One thing that has to be true before a result passes without a person. */
export type AutoverifyRule =
  /** inside the reference interval of this person, widened by so many percent of each bound */
  | { readonly check: 'reference'; readonly widen: number }
  /** inside fixed limits, whoever it is */
  | { readonly check: 'limits'; readonly low: number; readonly high: number }
  | { readonly check: 'critical' | 'delta' | 'machine-flag' | 'hold' | 'agreement' | 'collected' }
  /** haemolysis (H), icterus (I) or lipaemia (L) of the specimen at most */
  | { readonly check: 'index'; readonly index: 'H' | 'I' | 'L'; readonly most: number };

export interface AutoverifySet {
  /** indicators it is for; absent: all others */
  readonly indicators?: readonly string[];
  readonly rules: readonly AutoverifyRule[];
}

const always: readonly AutoverifyRule[] = [
  { check: 'collected' },
  { check: 'hold' },
  { check: 'machine-flag' },
  { check: 'critical' },
  { check: 'delta' },
  { check: 'agreement' },
];

/**
 * What passes by itself. The first set that names an indicator counts, else the last one.
 *
 * @source CLSI AUTO10 (2006), autoverification of clinical laboratory results: which checks there are (from memory); limits of serum indices: own choice, every laboratory sets those of its machine
 */
export const autoverifySets: readonly AutoverifySet[] = [
  {
    indicators: ['K', 'LDH', 'AST', 'FE', 'MG', 'PHOS'],
    rules: [...always, { check: 'reference', widen: 20 }, { check: 'index', index: 'H', most: 50 }],
  },
  {
    indicators: ['TG', 'CHOL', 'HDL', 'LDL', 'HGB', 'MCHC'],
    rules: [...always, { check: 'reference', widen: 50 }, { check: 'index', index: 'L', most: 150 }],
  },
  { indicators: ['TBIL', 'DBIL'], rules: [...always, { check: 'reference', widen: 20 }] },
  {
    indicators: ['HBSAG', 'ANTIHCV', 'HIVCOMBO', 'RPR', 'MALARIA'],
    rules: [...always, { check: 'reference', widen: 0 }],
  },
  { rules: [...always, { check: 'reference', widen: 20 }] },
];
