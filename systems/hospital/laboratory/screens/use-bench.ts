import { type RecordClient, recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { type BenchLine, lineOf } from './bench-line-of.ts';
import { useOpenCalls } from './use-calls.ts';

/** What the list is narrowed to; empty: not. */
export interface BenchQuestion {
  /** a state of `$bench`; `call`: critical values that nobody was told, `overdue`: those of them whose ladder is at its end */
  readonly state: string;
  readonly section: string;
  readonly instrument: string;
  readonly ward: string;
  readonly isUrgent: boolean;
  readonly isLate: boolean;
  readonly text: string;
}

export const wholeBench: BenchQuestion = {
  state: '',
  section: '',
  instrument: '',
  ward: '',
  isUrgent: false,
  isLate: false,
  text: '',
};

export interface BenchPage {
  readonly lines: readonly BenchLine[];
  /** cursor of the page behind this one */
  readonly next: string | undefined;
}

export const PAGE = 100;
const DONE = 30;
/** what changes comes by the event stream; this is for what the stream missed */
const REFRESH = 30_000;

const code = (valueCode: string) => (valueCode === '' ? undefined : { valueCode });
const string = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

const cornersOf = ({ section, instrument, ward, isUrgent }: BenchQuestion) => ({
  section: code(section),
  instrument: string(instrument),
  ward: string(ward),
  urgent: isUrgent || undefined,
});

/** Is anything asked for besides the whole bench? */
export const isNarrowed = (question: BenchQuestion): boolean =>
  Object.values(question).some((value) => value !== '' && value !== false);

async function readPage({ operation }: RecordClient, question: BenchQuestion, cursor: string | undefined) {
  const { state, isLate, text } = question;
  const ask = async (more: object, limit: number): Promise<BenchPage> => {
    const asked = { ...cornersOf(question), text: string(text), uncounted: true, limit, ...more };
    const answer = await operation<Parameters>('$bench', 'DiagnosticReport', asked);
    return { lines: valuesIn<Parameters>(answer, 'entry').map(lineOf), next: valueIn<string>(answer, 'next') };
  };
  if (state === 'call' || state === 'overdue') {
    const all = await ask({ section: undefined, instrument: undefined, ward: undefined, urgent: undefined }, 1);
    return {
      lines: all.lines.filter(({ hasCall, isOverdue }) => (state === 'call' ? hasCall : isOverdue)),
      next: undefined,
    };
  }
  const isWhole = !isNarrowed(question) && cursor === undefined;
  const [page, released] = await Promise.all([
    ask({ state: code(state), late: isLate || undefined, cursor }, PAGE),
    isWhole ? ask({ state: code('released') }, DONE) : undefined,
  ]);
  const done = released?.lines.filter(({ report }) => !page.lines.some((line) => line.report === report)) ?? [];
  return { lines: [...page.lines, ...done], next: page.next };
}

/** Which calls are open: lists and figures that count them follow them at once. */
const useOpenIds = (): string =>
  useOpenCalls()
    .map(({ id }) => id)
    .join(' ');

/** A page of the bench; fresh with every change of a report or of a critical call. */
export function useBench(question: BenchQuestion, cursor: string | undefined) {
  const record = useRecord();
  const told = useOpenIds();
  return useQuery({
    queryKey: recordKey('DiagnosticReport', 'bench', told, question, cursor),
    queryFn: () => readPage(record, question, cursor),
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}

export interface BenchFigures {
  readonly count: Readonly<Record<string, number>>;
  /** instruments that usually do one of the tests */
  readonly instruments: readonly string[];
}

/** How many wait in each state, in the corner that is looked at; nothing of what is typed. */
export function useBenchFigures(question: BenchQuestion) {
  const { operation } = useRecord();
  const corners = cornersOf(question);
  const told = useOpenIds();
  return useQuery({
    queryKey: recordKey('DiagnosticReport', 'bench-figures', told, corners),
    queryFn: async (): Promise<BenchFigures> => {
      const answer = await operation<Parameters>('$bench', 'DiagnosticReport', { ...corners, limit: 1 });
      const count = valueIn<Parameters>(answer, 'count')?.parameter ?? [];
      return {
        count: Object.fromEntries(count.map(({ name, valueInteger }) => [name, valueInteger ?? 0])),
        instruments: valuesIn<string>(answer, 'machine'),
      };
    },
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}
