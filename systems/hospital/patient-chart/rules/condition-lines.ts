import { codeSystems } from '@lienmach/core';
import type { Condition } from 'fhir/r4';

/** One disease over all visits. */
export interface ConditionLine {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly first: string;
  readonly last: string;
  readonly visits: number;
}

const withdrawn: ReadonlySet<string> = new Set(['refuted', 'entered-in-error']);

const isStanding = ({ verificationStatus }: Condition): boolean =>
  !withdrawn.has(verificationStatus?.coding?.[0]?.code ?? '');

function lineOf(condition: Condition): ConditionLine {
  const icd = condition.code?.coding?.find(({ system }) => system === codeSystems.icd10);
  const name = condition.code?.text ?? icd?.display ?? '';
  const at = condition.recordedDate ?? condition.onsetDateTime ?? '';
  return { key: icd?.code ?? name, code: icd?.code ?? '', name, first: at, last: at, visits: 1 };
}

/**
 * Diagnoses that were written again and again as one line each, the latest first; without what was withdrawn.
 *
 * @source none: how a list of diagnoses is told; FHIR R4 Condition.verificationStatus (verified)
 */
export function conditionLines(conditions: readonly Condition[]): ConditionLine[] {
  const lines = new Map<string, ConditionLine>();
  for (const line of conditions.filter(isStanding).map(lineOf)) {
    const known = lines.get(line.key) ?? { ...line, visits: 0 };
    lines.set(line.key, {
      ...known,
      first: line.first < known.first ? line.first : known.first,
      last: line.last > known.last ? line.last : known.last,
      visits: known.visits + 1,
    });
  }
  return [...lines.values()].toSorted((a, b) => b.last.localeCompare(a.last) || b.visits - a.visits);
}
