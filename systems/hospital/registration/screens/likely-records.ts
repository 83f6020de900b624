import { extensions } from '@lienmach/core';
import type { Bundle, BundleEntry, Patient } from 'fhir/r4';
import type { Candidate } from './reception-draft.ts';

const ranks = { certain: 0, probable: 1, possible: 2 } as const;
const isGrade = (code: string | undefined): code is Candidate['grade'] => code !== undefined && code in ranks;

function candidateOf({ resource, search }: BundleEntry<Patient>): Candidate[] {
  const extension = search?.extension ?? [];
  const grade = extension.find(({ url }) => url === extensions.matchGrade)?.valueCode;
  if (resource === undefined || !isGrade(grade)) return [];
  const reasons = extension.flatMap(({ url, valueString }) =>
    url === extensions.matchReason && valueString !== undefined ? [valueString] : [],
  );
  return [{ patient: resource, grade, reasons }];
}

/**
 * What `$identify` found, and what `$match` finds beside it. Of one record the firmer word counts: what stops the save is
 * never shown as less than that.
 */
export function withMatches(
  identified: readonly Candidate[],
  matches: Bundle<Patient> | undefined,
): readonly Candidate[] {
  const likely = (matches?.entry ?? []).flatMap(candidateOf);
  const graded = identified.map((one) => {
    const same = likely.find(({ patient }) => patient.id === one.patient.id);
    return same !== undefined && ranks[same.grade] <= ranks[one.grade] ? same : one;
  });
  const others = likely.filter(({ patient }) => identified.every((one) => one.patient.id !== patient.id));
  return [...graded, ...others].toSorted((a, b) => ranks[a.grade] - ranks[b.grade]);
}
