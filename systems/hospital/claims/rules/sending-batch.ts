/** @source none: our own Task by which the locked claims of a month are sent, page after page */
import { codeSystems, identifierSystems, toVnIso } from '@lienmach/core';
import type { Reference, Task, TaskOutput } from 'fhir/r4';

const CODE = 'claim-batch';
/** Claims that had to be left and are named in the Task; all are counted. */
const MOST_NAMED = 50;

/** One open batch of a month: while it runs it has this identifier. */
export const batchKey = (month: string) => ({ system: identifierSystems.task, value: `gui-bhyt-thang-${month}` });

/** A claim that a batch had to leave open again, and why. */
export interface LeftClaim {
  readonly claim: string;
  readonly why: string;
}

interface Counts {
  readonly queued: number;
  readonly opened: number;
}

const outputsOf = ({ queued, opened }: Counts, left: readonly TaskOutput[]): TaskOutput[] => [
  { type: { text: 'queued' }, valueUnsignedInt: queued },
  { type: { text: 'opened' }, valueUnsignedInt: opened },
  ...left.slice(0, MOST_NAMED),
];

/** @param month  of discharge, `yyyy-MM` */
export const newSendingBatch = (
  month: string,
  { by, at, reason }: { readonly by: Reference; readonly at: Date; readonly reason?: string | undefined },
): Task => ({
  resourceType: 'Task',
  identifier: [batchKey(month)],
  status: 'requested',
  businessStatus: { text: 'Chờ chuẩn bị' },
  intent: 'order',
  code: { coding: [{ system: codeSystems.taskKind, code: CODE }], text: 'Gửi hồ sơ BHYT của tháng' },
  description: `Gửi hồ sơ BHYT tháng ${month.slice(5)}/${month.slice(0, 4)}`,
  authoredOn: toVnIso(at),
  requester: by,
  ...(reason === undefined ? {} : { reasonCode: { text: reason } }),
  input: [{ type: { text: 'month' }, valueString: month }],
  output: outputsOf({ queued: 0, opened: 0 }, []),
});

export const isOpenSendingBatch = ({ code, status }: Task): boolean =>
  (status === 'requested' || status === 'in-progress') &&
  (code?.coding?.some((coding) => coding.system === codeSystems.taskKind && coding.code === CODE) ?? false);

export const monthOfBatch = ({ input }: Task): string | undefined =>
  input?.find(({ type }) => type.text === 'month')?.valueString;

const countIn = ({ output }: Task, name: string): number =>
  output?.find(({ type }) => type.text === name)?.valueUnsignedInt ?? 0;

/** The batch after one more page. @param isDone  no claim of the month is locked any more: its name is free for another run */
export function afterSendingPage(
  task: Task,
  page: { readonly queued: number; readonly left: readonly LeftClaim[] },
  isDone: boolean,
  at: Date,
): Task {
  const queued = countIn(task, 'queued') + page.queued;
  const opened = countIn(task, 'opened') + page.left.length;
  const left = [
    ...(task.output ?? []).filter(({ valueReference }) => valueReference !== undefined),
    ...page.left.map(({ claim, why }) => ({ type: { text: why }, valueReference: { reference: claim } })),
  ];
  const { value } = batchKey(monthOfBatch(task) ?? '');
  return {
    ...task,
    status: isDone ? 'completed' : 'in-progress',
    businessStatus: { text: `${queued} hồ sơ đã xếp hàng gửi, ${opened} hồ sơ mở lại` },
    lastModified: toVnIso(at),
    ...(isDone ? { identifier: [{ system: identifierSystems.task, value: `${value}.${task.id}` }] } : {}),
    output: outputsOf({ queued, opened }, left),
  };
}
