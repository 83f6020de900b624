/**
 * Weights of the comparison of two persons, in bits: log2 of how much likelier the finding is between two records of one
 * person than between records of two. Dated data: a site that has counted its own pairs puts a row after these.
 *
 * Derivation, field by field, `m` for one person and `u` for two taken at random:
 * - given and family name: `u` is the frequency of the name itself (see name-frequencies.ts), `m` 0.95; so a shared rare
 *   name weighs 12 bits and a shared Nguyễn 1.3. What is listed here is only how much a level takes away from that.
 * - birth date: `u` one day in some 29,000 (80 years): 14.5 bits with `m` 0.93; 1 January stands for an unknown day in many
 *   papers and counts as a year (6 bits); exchanged day and month `m` 0.01: 8 bits.
 * - numbers: `u` is one in millions, but families share and exchange papers, so agreement is capped; a digit wrong or two
 *   exchanged `m` 0.015 each.
 * - telephone and commune: one household shares both, and the hard pairs (twins, father and son) are of one household:
 *   weighed far below their `u`.
 * - prior: one right answer among a million persons, 20 bits.
 *
 * Tuned on seed 1 of `bench/persons`, reported on another seed.
 */
export interface MatchWeights {
  /** first day on which these weights hold */
  readonly from: string;
  readonly prior: number;
  readonly name: {
    readonly unmarked: number;
    readonly slip: number;
    readonly tone: number;
    readonly near: number;
    readonly different: number;
    readonly unknown: number;
  };
  readonly middle: {
    readonly same: number;
    /** Văn, Thị: half of the people have one of them */
    readonly usual: number;
    readonly slip: number;
    readonly fewer: number;
    readonly different: number;
    readonly none: number;
  };
  readonly birth: Readonly<
    Record<'same' | 'newYear' | 'swapped' | 'partial' | 'near' | 'same-year' | 'different' | 'unknown', number>
  >;
  readonly gender: Readonly<Record<'same' | 'different' | 'unknown', number>>;
  readonly personalNumber: DigitWeights;
  readonly socialNumber: DigitWeights;
  readonly patientNumber: DigitWeights;
  readonly phone: DigitWeights;
  readonly commune: Readonly<Record<'same' | 'moved' | 'different' | 'unknown', number>>;
}

export type DigitWeights = Readonly<Record<'same' | 'near' | 'different' | 'unknown', number>>;

export const matchWeights: readonly MatchWeights[] = [
  {
    from: '2025-07-01',
    prior: -20,
    name: { unmarked: -0.5, slip: -1, tone: -3, near: -5, different: -8, unknown: 0 },
    middle: { same: 4, usual: 1, slip: 3, fewer: -0.5, different: -4, none: 0.5 },
    birth: {
      same: 14.5,
      newYear: 6.5,
      swapped: 8,
      partial: 5.5,
      near: 3,
      'same-year': -3,
      different: -9,
      unknown: 0,
    },
    gender: { same: 0.9, different: -5, unknown: 0 },
    personalNumber: { same: 24, near: 8, different: -8, unknown: 0 },
    socialNumber: { same: 20, near: 7, different: -5, unknown: 0 },
    patientNumber: { same: 24, near: 0, different: 0, unknown: 0 },
    phone: { same: 9, near: 5, different: -1.5, unknown: 0 },
    commune: { same: 7, moved: 6, different: -1.5, unknown: 0 },
  },
];
