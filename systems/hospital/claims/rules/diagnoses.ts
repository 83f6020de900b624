import { codeSystems } from '@lienmach/core';
import type { Condition } from 'fhir/r4';
import { linkedTo, type VisitRecord } from './visit-record.ts';

export interface Diagnoses {
  /** CHAN_DOAN_VAO */
  readonly onArrival: string;
  /** CHAN_DOAN_RV */
  readonly final: string;
  /** MA_BENH_CHINH; empty when there is none */
  readonly main: string;
  /** MA_BENH_KT, by rank */
  readonly others: readonly string[];
  /** MA_BENH_YHCT */
  readonly traditional: readonly string[];
}

const codesIn = (condition: Condition | undefined, system: string): string[] =>
  (condition?.code?.coding ?? []).flatMap((coding) => (coding.system === system && coding.code ? [coding.code] : []));

/**
 * Diagnoses by their use in the visit: AD on arrival, DD rank 1 the main one, further DD by rank.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML1 CHAN_DOAN_VAO to MA_BENH_YHCT; FHIR R4 value set diagnosis-role (verified)
 */
export function diagnosesOf(record: VisitRecord): Diagnoses {
  const entries = (record.encounter.diagnosis ?? []).map((entry) => ({
    use: entry.use?.coding?.find(({ code }) => code === 'AD' || code === 'DD')?.code,
    rank: entry.rank ?? Number.MAX_SAFE_INTEGER,
    condition: linkedTo(record, 'Condition', entry.condition),
  }));
  const final = entries.filter((entry) => entry.use === 'DD').toSorted((a, b) => a.rank - b.rank);
  const main = final.find((entry) => entry.rank === 1)?.condition;
  const others = final.filter((entry) => entry.rank !== 1);
  return {
    onArrival: entries.find((entry) => entry.use === 'AD')?.condition?.code?.text ?? '',
    final: main?.code?.text ?? '',
    main: codesIn(main, codeSystems.icd10)[0] ?? '',
    others: others.flatMap((entry) => codesIn(entry.condition, codeSystems.icd10)),
    traditional: final.flatMap((entry) => codesIn(entry.condition, codeSystems.traditionalDisease)),
  };
}
