/** A result that asks for another test from the same tube. */
export interface ReflexRule {
  readonly indicator: string;
  readonly below?: number;
  readonly above?: number;
  /** codes of words */
  readonly words?: readonly string[];
  /** service code of the test that follows */
  readonly test: string;
  readonly why: string;
}

const FT4 = '23.0069.1561';
const DIRECT_BILIRUBIN = '23.0025.1493';
const CREATININE = '23.0051.1494';

/**
 * Tests that follow from a result. They are proposed to the laboratory doctor, who orders them with one key: what is
 * measured and charged is a person's decision.
 *
 * @source American Thyroid Association 2014: free T4 after an abnormal TSH (from memory); the others: laboratory practice (from memory)
 */
export const reflexRules: readonly ReflexRule[] = [
  { indicator: 'TSH', below: 0.27, test: FT4, why: 'TSH thấp' },
  { indicator: 'TSH', above: 4.2, test: FT4, why: 'TSH cao' },
  { indicator: 'TBIL', above: 34, test: DIRECT_BILIRUBIN, why: 'bilirubin toàn phần trên 34 µmol/L' },
  { indicator: 'URE', above: 15, test: CREATININE, why: 'urê trên 15 mmol/L' },
];
