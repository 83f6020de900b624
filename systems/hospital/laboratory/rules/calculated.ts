import type { Person } from './reference-interval.ts';

/** Values that were measured, by indicator code, in the units of the catalog. */
export type Measured = Readonly<Record<string, number | undefined>>;

/** A result that follows from others. */
export interface Formula {
  /** indicator that is calculated */
  readonly code: string;
  readonly inputs: readonly string[];
  /** as it is shown beside the value */
  readonly text: string;
  readonly source: string;
  /** undefined: the formula does not hold for these values or this person */
  readonly calculate: (values: readonly number[], person: Person) => number | undefined;
}

/** µmol/L for one mg/dL */
const MG_CREATININE = 88.4;

/** @source Friedewald, Clin Chem 1972;18:499, not above triglycerides of 400 mg/dL (4,5 mmol/L) (from memory) */
function friedewald([cholesterol = 0, hdl = 0, triglycerides = 0]: readonly number[]): number | undefined {
  if (triglycerides > 4.5) return undefined;
  const ldl = cholesterol - hdl - triglycerides / 2.2;
  return ldl > 0 ? ldl : undefined;
}

/** @source CKD-EPI creatinine equation 2021, Inker et al., N Engl J Med 2021;385:1737 (secondary) */
function ckdEpi([creatinine = 0]: readonly number[], { age, sex }: Person): number | undefined {
  if (age === undefined || age < 18 || sex === undefined || creatinine <= 0) return undefined;
  const [kappa, alpha, factor] = sex === 'female' ? [0.7, -0.241, 1.012] : [0.9, -0.302, 1];
  const ratio = creatinine / MG_CREATININE / kappa;
  return 142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** age * factor;
}

const positive = (value: number): number | undefined => (value > 0 ? value : undefined);

/**
 * The formulas of the laboratory. Every one works in the units of the catalog and says where it ends.
 *
 * @source each row its own; concentrations of red cell indices: ICSH (from memory)
 */
export const formulas: readonly Formula[] = [
  {
    code: 'LDL-F',
    inputs: ['CHOL', 'HDL', 'TG'],
    text: 'CHOL − HDL − TG/2,2; chỉ khi TG ≤ 4,5 mmol/L',
    source: 'Friedewald 1972',
    calculate: friedewald,
  },
  {
    code: 'EGFR',
    inputs: ['CREA'],
    text: 'CKD-EPI 2021 theo creatinin, tuổi từ 18, giới',
    source: 'CKD-EPI 2021',
    calculate: ckdEpi,
  },
  {
    code: 'AGAP',
    inputs: ['NA', 'CL', 'ABG-HCO3'],
    text: 'Na − Cl − HCO3',
    source: 'laboratory practice (from memory)',
    calculate: ([sodium = 0, chloride = 0, bicarbonate = 0]) => sodium - chloride - bicarbonate,
  },
  {
    code: 'CA-COR',
    inputs: ['CA', 'ALB'],
    text: 'Ca + 0,02 × (40 − albumin)',
    source: 'Payne, BMJ 1973;4:643 (from memory)',
    calculate: ([calcium = 0, albumin = 0]) => calcium + 0.02 * (40 - albumin),
  },
  {
    code: 'TSAT',
    inputs: ['FE', 'TIBC'],
    text: 'Fe / TIBC × 100',
    source: 'laboratory practice (from memory)',
    calculate: ([iron = 0, capacity = 0]) => (capacity > 0 ? (iron / capacity) * 100 : undefined),
  },
  {
    code: 'OSM',
    inputs: ['NA', 'GLU', 'URE'],
    text: '2 × Na + glucose + urê',
    source: 'laboratory practice (from memory)',
    calculate: ([sodium = 0, glucose = 0, urea = 0]) => 2 * sodium + glucose + urea,
  },
  {
    code: 'GLOB',
    inputs: ['TP', 'ALB'],
    text: 'protein toàn phần − albumin',
    source: 'laboratory practice (from memory)',
    calculate: ([protein = 0, albumin = 0]) => positive(protein - albumin),
  },
  {
    code: 'IBIL',
    inputs: ['TBIL', 'DBIL'],
    text: 'bilirubin toàn phần − bilirubin trực tiếp',
    source: 'laboratory practice (from memory)',
    calculate: ([total = 0, direct = 0]) => (total >= direct ? total - direct : undefined),
  },
];

const byCode: ReadonlyMap<string, Formula> = new Map(formulas.map((formula) => [formula.code, formula]));

/** @source none: a look-up */
export const findFormula = (code: string): Formula | undefined => byCode.get(code);

/**
 * The value a formula gives for what was measured.
 *
 * @param decimals  of the indicator; half is rounded away from zero
 * @returns undefined while an input is missing, or where the formula ends
 * @source none: each formula names its own
 */
export function calculatedValue(
  formula: Formula,
  values: Measured,
  person: Person,
  decimals: number,
): number | undefined {
  const inputs = formula.inputs.flatMap((code) => values[code] ?? []);
  if (inputs.length < formula.inputs.length) return undefined;
  const found = formula.calculate(inputs, person);
  if (found === undefined || !Number.isFinite(found)) return undefined;
  const scale = 10 ** decimals;
  return (Math.sign(found) * Math.round(Math.abs(found) * scale + 1e-9)) / scale;
}

/**
 * INR from the prothrombin time, where the reagent's ISI and the mean normal time are known.
 *
 * @param seconds  prothrombin time of the patient
 * @source WHO Technical Report Series 889 (1999): INR = (PT / mean normal PT)^ISI (from memory)
 */
export function inrOf(
  seconds: number,
  reagent: { readonly isi: number; readonly meanNormal: number },
): number | undefined {
  if (seconds <= 0 || reagent.isi <= 0 || reagent.meanNormal <= 0) return undefined;
  return Math.round((seconds / reagent.meanNormal) ** reagent.isi * 100) / 100;
}
