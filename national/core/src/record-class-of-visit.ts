import type { RecordClass } from './retention.ts';

/** What is known about the file of one visit, for its class. */
export interface VisitFacts {
  /** every ICD-10 code of its diagnoses */
  readonly icd10: readonly string[];
  /** the patient died in it, or of it, or nobody knows when */
  readonly isDeath: boolean;
  /** an AdverseEvent is in the file */
  readonly hasIncident: boolean;
  /** classes that somebody gave it by name, as `meta.tag` of the Encounter */
  readonly named: readonly string[];
}

const classes: readonly RecordClass[] = [
  'visit',
  'psychiatric',
  'workAccident',
  'trafficAccident',
  'death',
  'cosmeticSurgery',
  'transplant',
  'register',
  'healthCertificate',
  'medicalIncident',
];

const byCode: readonly (readonly [RecordClass, RegExp])[] = [
  ['psychiatric', /^F/],
  ['workAccident', /^Y96/],
  ['trafficAccident', /^V/],
  ['death', /^(I46\.?1|O9[5-7]|R9[5689])/],
  ['cosmeticSurgery', /^Z41\.?[01]/],
  ['transplant', /^(Z94|T86|Z52)/],
  ['medicalIncident', /^Y[67]/],
];

/**
 * The classes of the file of a visit. In doubt one class too many: the longest counts, and a file that is kept too long harms
 * less than one that is gone. Shorter classes (a certificate, a register) are never derived, and never shorten a visit.
 *
 * @source Thông tư 33/2025/TT-BYT, classes of files (secondary); which ICD-10 codes mean them (own reading)
 */
export function recordClassOfVisit(facts: VisitFacts): [RecordClass, ...RecordClass[]] {
  const found = byCode.filter(([, pattern]) => facts.icd10.some((code) => pattern.test(code))).map(([one]) => one);
  const named = classes.filter((one) => facts.named.includes(one));
  if (facts.isDeath) found.push('death');
  if (facts.hasIncident) found.push('medicalIncident');
  return ['visit', ...new Set([...found, ...named].filter((one) => one !== 'visit'))];
}

/**
 * Did the patient die in this visit, as far as keeping its file goes? Within thirty days after its end counts, and a death
 * without a date counts for every visit.
 *
 * @param ended  yyyy-MM-dd
 * @source none: the classes do not say how near the death must be; thirty days is the usual window of statistics
 */
export function isDeathOfVisit(deceased: { readonly is?: boolean; readonly on?: string }, ended: string): boolean {
  if (deceased.on === undefined) return deceased.is === true;
  const days = (Date.parse(deceased.on.slice(0, 10)) - Date.parse(ended)) / 86_400_000;
  return Number.isNaN(days) || days <= 30;
}
