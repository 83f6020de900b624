/** @source Luật Kế toán 88/2015/QH13 Điều 39, internal control: a difference is looked into by a person (from memory) */
import { codeSystems, formatDong, formatVnDate, identifierSystems, identifierValue, toVnIso } from '@lienmach/core';
import type { Task } from 'fhir/r4';
import type { Identity } from './tally.ts';

const MONEY_DIFFERS = 'money-differs';
/** letters of a description that people still read */
const LONGEST = 1000;

/** One waiting task for each day. @source none: our own identifier */
export const moneyTaskKey = (day: string) => ({ system: identifierSystems.task, value: `lech-tien-${day}` });

/** For one token search. @source none: our own code */
export const moneyCode = `${codeSystems.taskKind}|${MONEY_DIFFERS}`;

/** The day that a task is about. @source none: our own identifier */
export const moneyTaskDay = (task: Task): string | undefined =>
  /^lech-tien-(\d{4}-\d{2}-\d{2})$/.exec(identifierValue(task, identifierSystems.task) ?? '')?.[1];

/** Which equations of a day do not hold, in words. @source none: our own words */
export const differences = (identities: readonly Identity[]): string =>
  identities
    .filter(({ holds }) => !holds)
    .map(({ text, difference, misfits }) => `${text}: lệch ${formatDong(difference)}, ${misfits} mục`)
    .join('\n')
    .slice(0, LONGEST);

/**
 * What does not fit waits for somebody who keeps the books. It names equations and amounts, no person.
 *
 * @param known  the task of this day, if there is one
 * @source none: how our own resource carries it
 */
export const moneyTask = (day: string, identities: readonly Identity[], now: Date, known?: Task): Task => ({
  ...known,
  resourceType: 'Task',
  identifier: [moneyTaskKey(day)],
  status: 'requested',
  intent: 'order',
  priority: 'urgent',
  code: { coding: [{ system: codeSystems.taskKind, code: MONEY_DIFFERS }], text: 'Tiền trong ngày không khớp' },
  description: `Ngày ${formatVnDate(day)}\n${differences(identities)}`,
  authoredOn: known?.authoredOn ?? toVnIso(now),
  lastModified: toVnIso(now),
});

/** The same once everything fits again. @source none: how our own resource carries it */
export const settledMoneyTask = (task: Task, now: Date): Task => ({
  ...task,
  status: 'completed',
  statusReason: { text: 'Đã khớp khi đối chiếu lại' },
  lastModified: toVnIso(now),
});
