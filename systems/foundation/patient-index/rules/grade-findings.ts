import type { Grade } from './grade-match.ts';
import type { Findings } from './score-match.ts';

/** likelier than this: the desk is stopped and looks; likelier than the other: a hint */
const PROBABLE = 0.95;
const POSSIBLE = 0.2;

const isNumberSame = (f: Findings): boolean =>
  f.personalNumber === 'same' || f.socialNumber === 'same' || f.patientNumber === 'same';
const isNumberNear = (f: Findings): boolean => f.personalNumber === 'near' || f.socialNumber === 'near';
const isPhoneAgreed = (f: Findings): boolean => f.phone === 'same' || f.phone === 'near';
const hasGivenOf = (f: Findings): boolean => f.given !== 'different' && f.given !== 'near';
const isBirthOther = (f: Findings): boolean => f.birth === 'different' || f.birth === 'same-year';

/** Two persons of one house or one place that agree in much: never more than possible unless a number speaks for them. */
const keptApart: readonly ((f: Findings) => boolean)[] = [
  // twins, brothers and sisters: another given name
  (f) => !hasGivenOf(f),
  // father and son of one name; namesakes of one year
  isBirthOther,
  // everybody has one number; one that is altogether another is another person
  (f) => f.personalNumber === 'different' && f.socialNumber !== 'near',
  // twins whose names differ by an accent, a letter, or the name between
  (f) => f.given === 'tone' && (f.gender === 'different' || f.personalNumber === 'near'),
  (f) => f.middle === 'different',
  (f) => f.family === 'different' || f.family === 'near',
  // a date that is nearly the same proves nothing without a telephone or a number
  (f) => f.birth === 'near' && f.phone !== 'same' && !isNumberNear(f),
  // the year alone, without a telephone or a number that agrees: perhaps a namesake of the place
  (f) => f.birth === 'partial' && !isPhoneAgreed(f) && !isNumberNear(f),
];

/**
 * What the likelihood means to the desk. Certain needs a number that is the same, and name and birth date that do not speak
 * against it; pairs that are alike because they live in one house stay possible, however much agrees.
 *
 * @source NĐ 102/2025/NĐ-CP, art. 6: the personal number identifies the patient (secondary); limits are our own choice (unsure)
 * @returns undefined when it is nobody to look at
 */
export function gradeFindings(findings: Findings, likely: number): Grade | undefined {
  if (isNumberSame(findings)) {
    const contradicts = !hasGivenOf(findings) && isBirthOther(findings);
    const isFirm = findings.personalNumber === 'same' || findings.patientNumber === 'same';
    const agrees = hasGivenOf(findings) && !isBirthOther(findings);
    if (!contradicts && likely >= PROBABLE && findings.personalNumber !== 'different' && (isFirm || agrees))
      return 'certain';
    return likely >= POSSIBLE ? 'probable' : 'possible';
  }
  if (likely < POSSIBLE) return undefined;
  return likely >= PROBABLE && !keptApart.some((rule) => rule(findings)) ? 'probable' : 'possible';
}
