import { valueIn } from '@lienmach/ui';
import type { Parameters, Reference } from 'fhir/r4';
import { OVERDUE } from '../rules/call-task.ts';

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
  /** instant at which it is late */
  readonly dueAt: string | undefined;
  /** another laboratory has the specimen; empty: it is here */
  readonly place: string;
  readonly entered: number;
  readonly expected: number;
  readonly hasCall: boolean;
  /** everybody of the ladder was called, nobody has read back */
  readonly isOverdue: boolean;
}

const textIn = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const idIn = (part: Parameters, name: string): string => valueIn<Reference>(part, name)?.reference?.split('/')[1] ?? '';

export const lineOf = (part: Parameters): BenchLine => ({
  order: idIn(part, 'order'),
  report: idIn(part, 'report'),
  patient: idIn(part, 'patient'),
  state: valueIn<string>(part, 'state') ?? 'to-enter',
  isUrgent: valueIn<boolean>(part, 'urgent') ?? false,
  orderNumber: textIn(part, 'orderNumber'),
  specimenNumber: textIn(part, 'specimenNumber'),
  patientNumber: textIn(part, 'patientNumber'),
  test: textIn(part, 'test'),
  name: textIn(part, 'name'),
  dueAt: valueIn<string>(part, 'dueAt'),
  place: textIn(part, 'place'),
  entered: valueIn<number>(part, 'entered') ?? 0,
  expected: valueIn<number>(part, 'expected') ?? 0,
  hasCall: valueIn<Reference>(part, 'call') !== undefined,
  isOverdue: valueIn<string>(part, 'escalation') === OVERDUE,
});

export type BenchGroup =
  | 'overdue'
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
export const groupOf = ({ hasCall, isOverdue, state, entered }: BenchLine): BenchGroup => {
  if (isOverdue) return 'overdue';
  if (hasCall) return 'call';
  if (state === 'to-enter') return entered > 0 ? 'partial' : 'to-enter';
  return isGroup(state) ? state : 'released';
};
