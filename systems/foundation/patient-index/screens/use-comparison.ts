import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Patient, Task } from 'fhir/r4';
import type { PairLine } from './pair-line.ts';

/** Two records side by side, before anything is written. */
export interface Comparison {
  readonly kept: Patient;
  readonly gone: Patient;
  readonly grade: string | undefined;
  readonly likeness: readonly string[];
  /** what belongs to the record that gives way; absent while that is asked */
  readonly counts: readonly { readonly kind: string; readonly value: number }[] | undefined;
  /** somebody asked for this merge, or it was made */
  readonly task: Task | undefined;
  /** of a merge: what was written to the kept record since, `Type/id` */
  readonly since: readonly string[];
}

function comparisonOf(answer: Parameters, kept: Patient | undefined, gone: Patient | undefined): Comparison {
  const none: Patient = { resourceType: 'Patient' };
  return {
    kept: kept ?? none,
    gone: gone ?? none,
    grade: valueIn<string>(answer, 'grade'),
    likeness: valuesIn<string>(answer, 'likeness'),
    counts: valuesIn<Parameters>(answer, 'count').map((part) => ({
      kind: valueIn<string>(part, 'kind') ?? '',
      value: valueIn<number>(part, 'value') ?? 0,
    })),
    task: valueIn<Task>(answer, 'task'),
    since: valuesIn<string>(answer, 'stays'),
  };
}

/** The same two records, whichever of them is kept; other people's records are never shown in their place. */
function turned(before: Comparison, kept: string | undefined, gone: string | undefined): Comparison | undefined {
  if (before.kept.id === kept && before.gone.id === gone) return before;
  if (before.kept.id !== gone || before.gone.id !== kept) return undefined;
  return { ...before, kept: before.gone, gone: before.kept, counts: undefined };
}

interface Asked {
  readonly isSwapped: boolean;
  readonly isMerged: boolean;
  /** something is being done about the pair: what it was before is not asked any more */
  readonly isBusy: boolean;
}

/** What a merge would do, or what taking it back would do. */
export function useComparison(line: PairLine | undefined, { isSwapped, isMerged, isBusy }: Asked) {
  const { operation } = useRecord();
  const [kept, gone] = isSwapped ? [line?.other.id, line?.kept.id] : [line?.kept.id, line?.other.id];
  return useQuery({
    queryKey: recordKey('Patient', 'comparison', kept, gone, isMerged),
    enabled: line !== undefined && !isBusy,
    retry: false,
    gcTime: 0,
    // the other one is kept: the same two records stay on the screen, and nothing jumps
    placeholderData: (before) => before && turned(before, kept, gone),
    async queryFn() {
      if (isMerged) {
        const answer = await operation<Parameters>('$unmerge', `Patient/${gone}`, { preview: true });
        return comparisonOf(answer, valueIn<Patient>(answer, 'target'), valueIn<Patient>(answer, 'patient'));
      }
      const answer = await operation<Parameters>('$merge', 'Patient', { source: gone, target: kept, preview: true });
      return comparisonOf(answer, valueIn<Patient>(answer, 'patient'), valueIn<Patient>(answer, 'source'));
    },
  });
}
