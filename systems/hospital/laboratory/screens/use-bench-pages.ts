import { useCursors } from '@lienmach/ui';
import type { BenchLine } from './bench-line-of.ts';
import { type BenchFigures, type BenchQuestion, useBench, useBenchFigures, wholeBench } from './use-bench.ts';

/** The page of the bench that is looked at, and the ways to others. */
export interface BenchPages {
  readonly question: BenchQuestion;
  readonly ask: (question: BenchQuestion) => void;
  /** 0: the first */
  readonly page: number;
  readonly hasNext: boolean;
  readonly turn: (by: 1 | -1) => void;
  /** what is shown is still the answer to another question */
  readonly isTurning: boolean;
  readonly lines: readonly BenchLine[] | undefined;
  readonly figures: BenchFigures | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The bench a page at a time. */
export function useBenchPages(): BenchPages {
  const { question, ask, page, cursor, turn } = useCursors(wholeBench);
  const { data, error, refetch, isPlaceholderData } = useBench(question, cursor);
  const figures = useBenchFigures(question).data;
  const next = isPlaceholderData ? undefined : data?.next;
  return {
    question,
    ask,
    page,
    hasNext: next !== undefined,
    turn: (by) => turn(by, next),
    isTurning: isPlaceholderData,
    lines: data?.lines,
    figures,
    error,
    retry: () => void refetch(),
  };
}
