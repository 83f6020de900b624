import { codeSystems } from '@lienmach/core';
import type { Condition } from 'fhir/r4';

export interface FrequentDiagnosis {
  readonly code: string;
  readonly display: string;
  readonly count: number;
}

/** shown once it was coded more than once */
const LEAST = 2;

/**
 * ICD-10 codes by how often they were coded, the most frequent first; equal ones by code. What was entered in error does
 * not count.
 *
 * @param most  how many are told
 * @source none: a habit is a shortcut, not a suggestion; own choice
 */
export function frequentDiagnoses(conditions: readonly Condition[], most: number): FrequentDiagnosis[] {
  const found = new Map<string, FrequentDiagnosis>();
  for (const { code, verificationStatus } of conditions) {
    if (verificationStatus?.coding?.some((one) => one.code === 'entered-in-error')) continue;
    const icd10 = code?.coding?.find(({ system }) => system === codeSystems.icd10);
    if (icd10?.code === undefined) continue;
    const before = found.get(icd10.code);
    const display = before?.display ?? icd10.display ?? code?.text ?? icd10.code;
    found.set(icd10.code, { code: icd10.code, display, count: (before?.count ?? 0) + 1 });
  }
  return [...found.values()]
    .filter(({ count }) => count >= LEAST)
    .toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code))
    .slice(0, most);
}
