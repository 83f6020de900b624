import { codeSystems } from '@lienmach/core';
import { type RecordClient, recordKey, useRecord, useSearch, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Reference, Task } from 'fhir/r4';
import { CRITICAL_CALL } from '../rules/call-task.ts';

/** One line of the bench, as `$bench` tells it. */
export interface BenchLine {
  readonly order: string;
  readonly report: string;
  readonly patient: string;
  readonly state: string;
  readonly isUrgent: boolean;
  readonly orderNumber: string;
  readonly specimenNumber: string;
  readonly patientNumber: string;
  readonly test: string;
  readonly name: string;
  readonly waitingMinutes: number;
  readonly entered: number;
  readonly expected: number;
  readonly hasCall: boolean;
}

export interface BenchOnScreen {
  readonly count: Readonly<Record<string, number>>;
  readonly lines: readonly BenchLine[];
}

/** minutes of waiting grow by themselves */
const REFRESH = 30_000;
const idIn = (part: Parameters, name: string): string => valueIn<Reference>(part, name)?.reference?.split('/')[1] ?? '';

const lineOf = (part: Parameters): BenchLine => ({
  order: idIn(part, 'order'),
  report: idIn(part, 'report'),
  patient: idIn(part, 'patient'),
  state: valueIn<string>(part, 'state') ?? 'to-enter',
  isUrgent: valueIn<boolean>(part, 'urgent') ?? false,
  orderNumber: valueIn<string>(part, 'orderNumber') ?? '',
  specimenNumber: valueIn<string>(part, 'specimenNumber') ?? '',
  patientNumber: valueIn<string>(part, 'patientNumber') ?? '',
  test: valueIn<string>(part, 'test') ?? '',
  name: valueIn<string>(part, 'name') ?? '',
  waitingMinutes: valueIn<number>(part, 'waitingMinutes') ?? 0,
  entered: valueIn<number>(part, 'entered') ?? 0,
  expected: valueIn<number>(part, 'expected') ?? 0,
  hasCall: valueIn<Reference>(part, 'call') !== undefined,
});

async function readBench({ operation }: RecordClient): Promise<BenchOnScreen> {
  const [open, released] = await Promise.all([
    operation<Parameters>('$bench', 'DiagnosticReport', { limit: 300 }),
    operation<Parameters>('$bench', 'DiagnosticReport', { state: { valueCode: 'released' }, limit: 50 }),
  ]);
  const lines = valuesIn<Parameters>(open, 'entry').map(lineOf);
  const done = valuesIn<Parameters>(released, 'entry').map(lineOf);
  const count = valueIn<Parameters>(open, 'count');
  return {
    count: Object.fromEntries((count?.parameter ?? []).map(({ name, valueInteger }) => [name, valueInteger ?? 0])),
    lines: [...lines, ...done.filter(({ report }) => !lines.some((line) => line.report === report))],
  };
}

/** The whole bench; fresh with every change of a report or of a critical call. */
export function useBench() {
  const record = useRecord();
  const calls = useOpenCalls();
  const told = calls.map(({ id }) => id).join(' ');
  return useQuery({
    queryKey: recordKey('DiagnosticReport', 'bench', told),
    queryFn: () => readBench(record),
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}

const KIND = `${codeSystems.taskKind}|${CRITICAL_CALL}`;

/** Critical values that nobody was told about yet. */
function useOpenCalls(): readonly Task[] {
  return useSearch('Task', { code: KIND, status: 'requested', _count: 100 }).data?.items ?? [];
}

/** Critical calls about one patient, open and told, the newest first. */
export function usePatientCalls(patient: string): readonly Task[] {
  const query = patient === '' ? undefined : { code: KIND, patient: `Patient/${patient}`, _count: 20 };
  const items = useSearch('Task', query).data?.items ?? [];
  return items.toSorted((a, b) => (b.authoredOn ?? '').localeCompare(a.authoredOn ?? ''));
}

export type BenchGroup =
  | 'call'
  | 'to-release'
  | 'to-verify'
  | 'partial'
  | 'to-enter'
  | 'to-receive'
  | 'to-collect'
  | 'released';

const known: ReadonlySet<string> = new Set<BenchGroup>(['to-release', 'to-verify', 'to-receive', 'to-collect']);
const isGroup = (state: string): state is BenchGroup => known.has(state);

/** where a line stands in the list */
export const groupOf = ({ hasCall, state, entered }: BenchLine): BenchGroup => {
  if (hasCall) return 'call';
  if (state === 'to-enter') return entered > 0 ? 'partial' : 'to-enter';
  return isGroup(state) ? state : 'released';
};
