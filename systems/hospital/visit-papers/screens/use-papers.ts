import { recordKey, useSearch, useVerb } from '@lienmach/ui';
import type { Composition } from 'fhir/r4';
import { kindOf, type PaperKind } from '../rules/paper-kinds.ts';

export interface PaperRow {
  readonly paper: Composition;
  readonly kind: PaperKind;
  readonly number: string;
  readonly isStanding: boolean;
}

/** Papers of a visit, newest first, and the verb that changes them. */
export function usePapers(encounter: string) {
  const found = useSearch('Composition', { encounter: `Encounter/${encounter}`, _sort: '-date' });
  const verb = useVerb(recordKey('Composition'));
  const rows = (found.data?.items ?? []).flatMap((paper): PaperRow[] => {
    const kind = kindOf(paper);
    if (kind === undefined) return [];
    return [{ paper, kind, number: paper.identifier?.value ?? '', isStanding: paper.status === 'final' }];
  });
  return {
    found,
    rows,
    verb,
    hasStanding: (kind: PaperKind) => rows.some((row) => row.kind === kind && row.isStanding),
  };
}
