/** @source none: our own Task by which a month of claims is prepared, page after page */
import { codeSystems, identifierSystems, toVnIso } from '@lienmach/core';
import type { Reference, Task, TaskOutput } from 'fhir/r4';

const CLAIM_PREPARING = 'claim-preparing';
/** Visits that could not be prepared and are named in the Task; all are counted. */
const MOST_NAMED = 50;

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

export const isMonth = (text: string): boolean => MONTH.test(text);

/** One running preparation for each month: while it runs it has this identifier. */
export const batchKey = (month: string) => ({ system: identifierSystems.task, value: `lap-ho-so-bhyt-${month}` });

/** What became of visits, counted. */
export interface BatchCounts {
  readonly written: number;
  readonly same: number;
  /** locked or sent */
  readonly left: number;
  /** no card, nothing charged */
  readonly none: number;
  readonly failed: number;
}

const countNames = ['written', 'same', 'left', 'none', 'failed'] as const satisfies readonly (keyof BatchCounts)[];

/** A visit whose claim cannot be built, and the code of the refusal. */
export interface FailedVisit {
  readonly encounter: string;
  readonly code: string;
}

/** First those who were there when the month began, then those who came in it: each is a search that reads no more than it needs. */
export type BatchPart = 'across' | 'within';

export interface BatchState {
  readonly month: string;
  readonly part: BatchPart;
  /** of the next page; absent: the first one */
  readonly cursor?: string;
  readonly counts: BatchCounts;
  readonly failed: readonly FailedVisit[];
}

export const isBatch = ({ code }: Task): boolean =>
  code?.coding?.some((one) => one.system === codeSystems.taskKind && one.code === CLAIM_PREPARING) === true;

export const isRunning = ({ status }: Task): boolean => status === 'requested' || status === 'in-progress';

const outputsOf = ({ part, cursor, counts, failed }: BatchState): TaskOutput[] => [
  { type: { text: 'part' }, valueCode: part },
  ...(cursor === undefined ? [] : [{ type: { text: 'cursor' }, valueString: cursor }]),
  ...countNames.map((name) => ({ type: { text: name }, valueUnsignedInt: counts[name] })),
  ...failed
    .slice(0, MOST_NAMED)
    .map(({ encounter, code }) => ({ type: { text: code }, valueReference: { reference: `Encounter/${encounter}` } })),
];

const nothing: BatchCounts = { written: 0, same: 0, left: 0, none: 0, failed: 0 };

/** @param month  of discharge, `yyyy-MM` */
export const newBatch = (month: string, requester: Reference, at: Date): Task => ({
  resourceType: 'Task',
  identifier: [batchKey(month)],
  status: 'requested',
  intent: 'order',
  code: { coding: [{ system: codeSystems.taskKind, code: CLAIM_PREPARING }], text: 'Lập hồ sơ BHYT của tháng' },
  description: `Lập hồ sơ BHYT tháng ${month.slice(5)}/${month.slice(0, 4)}`,
  authoredOn: toVnIso(at),
  requester,
  input: [{ type: { text: 'month' }, valueString: month }],
  output: outputsOf({ month, part: 'across', counts: nothing, failed: [] }),
});

/** What the Task says of itself. */
export function batchState(task: Task): BatchState {
  const output = (name: string): TaskOutput | undefined => task.output?.find(({ type }) => type.text === name);
  const month = task.input?.find(({ type }) => type.text === 'month')?.valueString ?? '';
  const cursor = output('cursor')?.valueString;
  const count = (name: keyof BatchCounts): number => output(name)?.valueUnsignedInt ?? 0;
  return {
    month,
    part: output('part')?.valueCode === 'within' ? 'within' : 'across',
    ...(cursor === undefined ? {} : { cursor }),
    counts: {
      written: count('written'),
      same: count('same'),
      left: count('left'),
      none: count('none'),
      failed: count('failed'),
    },
    failed: (task.output ?? []).flatMap(({ type, valueReference }) => {
      const encounter = valueReference?.reference?.split('/')[1];
      return encounter === undefined ? [] : [{ encounter, code: type.text ?? '' }];
    }),
  };
}

/** What one page came to. */
export interface BatchPage {
  readonly counts: BatchCounts;
  readonly failed: readonly FailedVisit[];
  /** cursor of the next page; absent: this was the last of its part */
  readonly next?: string;
}

const plus = (a: BatchCounts, b: BatchCounts): BatchCounts => ({
  written: a.written + b.written,
  same: a.same + b.same,
  left: a.left + b.left,
  none: a.none + b.none,
  failed: a.failed + b.failed,
});

/** The Task after one more page: at its next page or part, or done; then its identifier is free for another run. */
export function afterPage(task: Task, page: BatchPage, at: Date): Task {
  const { month, part, counts, failed } = batchState(task);
  const isDone = page.next === undefined && part === 'within';
  const state: BatchState = {
    month,
    part: page.next === undefined ? 'within' : part,
    ...(page.next === undefined ? {} : { cursor: page.next }),
    counts: plus(counts, page.counts),
    failed: [...failed, ...page.failed],
  };
  const { value } = batchKey(month);
  return {
    ...task,
    status: isDone ? 'completed' : 'in-progress',
    lastModified: toVnIso(at),
    ...(isDone ? { identifier: [{ system: identifierSystems.task, value: `${value}.${task.id}` }] } : {}),
    output: outputsOf(state),
  };
}
