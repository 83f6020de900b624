import { recordKey, useRecord, useSearch, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';
import { type BreakpointStandard, readBreakpoint } from '../rules/breakpoint.ts';
import type { Isolate, Reading, SmearFinding } from '../rules/worksheet.ts';

/** One line of the bench. */
export interface CultureLine {
  readonly order: string;
  readonly report: string | undefined;
  readonly state: string;
  readonly isUrgent: boolean;
  readonly name: string;
  readonly orderNumber: string;
  readonly kind: string;
  readonly day: number;
  readonly organisms: readonly string[];
  readonly flags: readonly string[];
  /** Task: the ward was not told yet */
  readonly call: string;
}

/** What stands on the sheet and can be typed. */
export interface SheetDraft {
  readonly smear: readonly SmearFinding[];
  readonly readings: readonly Reading[];
  readonly isolates: readonly Isolate[];
  readonly comment: string;
}

export interface ShownRelease {
  readonly stage: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

export interface ShownSheet extends SheetDraft {
  readonly report: string;
  readonly version: string;
  readonly kind: string;
  readonly day: number;
  readonly name: string;
  readonly patientNumber: string;
  readonly test: string;
  readonly releases: readonly ShownRelease[];
  readonly standardName: string | undefined;
  readonly standard: BreakpointStandard | undefined;
}

const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const number = (part: Parameters, name: string): number => valueIn<number>(part, name) ?? 0;
const idIn = (part: Parameters, name: string): string | undefined =>
  valueIn<Reference>(part, name)?.reference?.split('/')[1];

const lineOf = (part: Parameters): CultureLine => ({
  order: idIn(part, 'order') ?? '',
  report: idIn(part, 'report'),
  state: text(part, 'state'),
  isUrgent: valueIn<boolean>(part, 'isUrgent') ?? false,
  name: text(part, 'name'),
  orderNumber: text(part, 'orderNumber'),
  kind: text(part, 'kind'),
  day: number(part, 'day'),
  organisms: valuesIn<string>(part, 'organism'),
  flags: valuesIn<string>(part, 'flag'),
  call: idIn(part, 'call') ?? '',
});

export const benchKey = recordKey('DiagnosticReport', 'culture-bench');
export const sheetKey = recordKey('DiagnosticReport', 'culture-sheet');
const REFRESH = 60_000;

/** What the list is narrowed to; empty: not. */
export interface CultureQuestion {
  readonly state: string;
  readonly text: string;
}

export const wholeList: CultureQuestion = { state: '', text: '' };
export const PAGE = 100;

interface CulturePage {
  readonly lines: readonly CultureLine[];
  readonly next: string | undefined;
}

/** A page of the open cultures; on the first one those told today too. */
export function useCultureBench({ state, text: typed }: CultureQuestion, cursor: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...benchKey, state, typed, cursor],
    queryFn: async (): Promise<CulturePage> => {
      const ask = (more: object) =>
        operation<Parameters>('$culture-bench', 'DiagnosticReport', { limit: PAGE, ...more });
      const isWhole = state === '' && typed === '' && cursor === undefined;
      const isTold = state === 'released';
      const narrowed = {
        ...(state === '' || isTold ? {} : { state: { valueCode: state } }),
        ...(isTold ? { released: true } : {}),
        ...(typed === '' ? {} : { text: typed }),
        ...(cursor === undefined ? {} : { cursor }),
      };
      const [page, told] = await Promise.all([ask(narrowed), isWhole ? ask({ released: true }) : undefined]);
      const linesIn = (answer: Parameters | undefined): readonly CultureLine[] =>
        answer === undefined ? [] : valuesIn<Parameters>(answer, 'entry').map(lineOf);
      const first = linesIn(page);
      const known = new Set(first.map(({ order }) => order));
      const lines = [...first, ...linesIn(told).filter(({ order }) => !known.has(order))];
      return { lines, next: valueIn<string>(page, 'next') };
    },
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}

const isolateOf = (part: Parameters): Isolate => ({
  number: number(part, 'number'),
  organism: text(part, 'organism'),
  amount: text(part, 'amount'),
  method: text(part, 'method') === 'disk' ? 'disk' : 'mic',
  results: valuesIn<Parameters>(part, 'result').map((one) => ({
    agent: text(one, 'agent'),
    typed: text(one, 'value'),
  })),
});

const stateOf = (state: string): Reading['state'] =>
  state === 'growth' || state === 'contaminated' ? state : 'no-growth';

function sheetOf(report: string, answer: Parameters): ShownSheet {
  const lines = valuesIn<string>(answer, 'breakpoint').flatMap((line) => readBreakpoint(line) ?? []);
  const standardName = valueIn<string>(answer, 'standard');
  return {
    report,
    version: text(answer, 'version'),
    kind: text(answer, 'kind'),
    day: number(answer, 'day'),
    name: text(answer, 'name'),
    patientNumber: text(answer, 'patientNumber'),
    test: text(answer, 'test'),
    comment: text(answer, 'comment'),
    smear: valuesIn<Parameters>(answer, 'smear').map((part) => ({
      finding: text(part, 'finding'),
      amount: text(part, 'amount'),
    })),
    readings: valuesIn<Parameters>(answer, 'reading').map((part) => ({
      day: number(part, 'day'),
      state: stateOf(text(part, 'state')),
    })),
    isolates: valuesIn<Parameters>(answer, 'isolate').map(isolateOf),
    releases: valuesIn<Parameters>(answer, 'release').map((part) => ({
      stage: text(part, 'stage'),
      at: text(part, 'at'),
      by: text(part, 'by'),
      reason: text(part, 'reason'),
    })),
    standardName,
    standard: standardName === undefined ? undefined : { name: standardName, version: '', from: '', lines },
  };
}

/** The report of an order that is in no line: it was told before today, or stands on another page. */
export function useReportOf(order: string | undefined): string | undefined {
  const query = order === undefined ? undefined : { 'based-on': `ServiceRequest/${order}`, _count: 1 };
  return useSearch('DiagnosticReport', query).data?.items[0]?.id;
}

/** One culture as the bench knows it. */
export function useCultureSheet(report: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...sheetKey, report],
    enabled: report !== undefined,
    queryFn: async () =>
      sheetOf(report ?? '', await operation<Parameters>('$culture-sheet', `DiagnosticReport/${report}`)),
  });
}

const code = (valueCode: string) => ({ valueCode });

/** The sheet as `$save-culture` takes it. */
export const saveInput = (draft: SheetDraft, version: string) => ({
  version,
  smear: draft.smear.map(({ finding, amount }) => ({ finding: code(finding), amount: code(amount) })),
  reading: draft.readings.map(({ day, state }) => ({ day, state: code(state) })),
  isolate: draft.isolates.map(({ number: count, organism, amount, method, results }) => ({
    number: count,
    organism: code(organism),
    ...(amount === '' ? {} : { amount }),
    method: code(method),
    result: results
      .filter(({ typed }) => typed.trim() !== '')
      .map(({ agent, typed }) => ({ agent: code(agent), value: typed })),
  })),
  ...(draft.comment === '' ? {} : { comment: draft.comment }),
});
