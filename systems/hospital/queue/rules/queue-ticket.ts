import { codeSystems, extensions, identifierSystems, identifierValue, parseInstant, present } from '@lienmach/core';
import type { Extension, Reference, Task } from 'fhir/r4';

export type Lane = 'emergency' | 'priority' | 'ordinary';

/** A place in the waiting list of one room and day, as its Task tells it. Times are milliseconds. */
export interface QueueTicket {
  readonly task: Task;
  readonly number: number;
  readonly lane: Lane;
  readonly arrivedAt: number;
  readonly mark: 'called' | 'skipped' | undefined;
  readonly calls: number;
  readonly firstCalledAt: number | undefined;
  readonly calledAt: number | undefined;
  readonly calledBy: Reference | undefined;
  readonly skips: number;
  readonly skippedAt: number | undefined;
}

export const WAITING_FOR_EXAM = 'waiting-for-exam';

const lanes: Readonly<Record<string, Lane>> = { stat: 'emergency', asap: 'priority', urgent: 'priority' };

const part = (extension: Extension | undefined, url: string): Extension | undefined =>
  extension?.extension?.find((one) => one.url === url);

const timeOf = (instant: string | undefined): number | undefined =>
  instant === undefined ? undefined : parseInstant(instant).getTime();

const extensionAt = (task: Task, url: string): Extension | undefined =>
  task.extension?.find((extension) => extension.url === url);

/** `noi-1-20260302-007` is number 7 of its queue. */
const numberOf = (task: Task): number =>
  Number(/-(\d+)$/.exec(identifierValue(task, identifierSystems.queueNumber) ?? '')?.[1] ?? 0);

function markOf(task: Task): QueueTicket['mark'] {
  const code = task.businessStatus?.coding?.find(({ system }) => system === codeSystems.queueState)?.code;
  return code === 'called' || code === 'skipped' ? code : undefined;
}

/** @source none: how our own Task carries a ticket */
export function readTicket(task: Task): QueueTicket {
  const call = extensionAt(task, extensions.queueCall);
  const skip = extensionAt(task, extensions.queueSkip);
  return {
    task,
    number: numberOf(task),
    lane: lanes[task.priority ?? ''] ?? 'ordinary',
    arrivedAt: timeOf(task.authoredOn) ?? 0,
    mark: markOf(task),
    calls: part(call, 'count')?.valueInteger ?? 0,
    firstCalledAt: timeOf(part(call, 'first')?.valueInstant),
    calledAt: timeOf(part(call, 'last')?.valueInstant),
    calledBy: part(call, 'by')?.valueReference,
    skips: part(skip, 'count')?.valueInteger ?? 0,
    skippedAt: timeOf(part(skip, 'last')?.valueInstant),
  };
}

function marked(task: Task, code: 'called' | 'skipped', text: string, extension: Extension): Task {
  const others = (task.extension ?? []).filter(({ url }) => url !== extension.url);
  return {
    ...task,
    businessStatus: { coding: [{ system: codeSystems.queueState, code }], text },
    extension: [...others, extension],
  };
}

/** The Task after one more call. @source none: how our own Task carries a call */
export function calledTask(ticket: QueueTicket, at: Date, by: Reference): Task {
  const now = at.toISOString();
  const first = ticket.firstCalledAt === undefined ? now : new Date(ticket.firstCalledAt).toISOString();
  return marked(ticket.task, 'called', 'Đã gọi', {
    url: extensions.queueCall,
    extension: [
      { url: 'count', valueInteger: ticket.calls + 1 },
      { url: 'first', valueInstant: first },
      { url: 'last', valueInstant: now },
      { url: 'by', valueReference: present({ reference: by.reference, display: by.display }) },
    ],
  });
}

/** The Task of somebody who did not answer. @source none: how our own Task carries it */
export const skippedTask = (ticket: QueueTicket, at: Date): Task =>
  marked(ticket.task, 'skipped', 'Qua lượt', {
    url: extensions.queueSkip,
    extension: [
      { url: 'count', valueInteger: ticket.skips + 1 },
      { url: 'last', valueInstant: at.toISOString() },
    ],
  });
