import { codeSystems } from '@lienmach/core';
import type { Reference, Task } from 'fhir/r4';

/** Kind of the Task that a bulk replay is. */
export const REPLAY = 'replay-messages';

/** How far a bulk replay is. */
export interface ReplayProgress {
  readonly group: string;
  /** what it is about, as the desk says it */
  readonly title: string;
  readonly asked: number;
  readonly done: number;
  readonly applied: number;
  /** id of the last message that was handled */
  readonly last: string;
  /** id of the newest message that was meant; what comes later waits for its own decision */
  readonly until: string;
}

const names = ['group', 'title', 'asked', 'done', 'applied', 'last', 'until'] as const;

/**
 * A bulk replay as the record keeps it: what was asked, and how far it is.
 *
 * @source none: our own desk
 */
export function replayOrder(progress: ReplayProgress, by: Reference, at: string): Task {
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: codeSystems.taskKind, code: REPLAY }], text: 'Phát lại bản tin' },
    description: progress.title,
    requester: by,
    authoredOn: at,
    input: inputOf(progress),
  };
}

const inputOf = (progress: ReplayProgress): NonNullable<Task['input']> =>
  names.map((name) => ({ type: { text: name }, valueString: String(progress[name]) }));

/**
 * @returns undefined: this Task is no bulk replay
 * @source none: our own desk
 */
export function progressOf(task: Task): ReplayProgress | undefined {
  if (!task.code?.coding?.some(({ system, code }) => system === codeSystems.taskKind && code === REPLAY))
    return undefined;
  const text = (name: (typeof names)[number]): string =>
    task.input?.find(({ type }) => type.text === name)?.valueString ?? '';
  const number = (name: (typeof names)[number]): number => Number(text(name)) || 0;
  return {
    group: text('group'),
    title: text('title'),
    asked: number('asked'),
    done: number('done'),
    applied: number('applied'),
    last: text('last') || '0',
    until: text('until') || '0',
  };
}

/**
 * The Task after one more page.
 *
 * @param isOver  nothing of what was meant is left
 * @source none: our own desk
 */
export function replayedPage(task: Task, progress: ReplayProgress, isOver: boolean): Task {
  return { ...task, status: isOver ? 'completed' : 'in-progress', input: inputOf(progress) };
}
