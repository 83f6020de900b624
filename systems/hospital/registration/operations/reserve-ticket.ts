import { codeSystems, identifierSystems, toVnDay, toVnIso } from '@lienmach/core';
import type { Context, SiteUnit } from '@lienmach/system-kit';
import type { Reference, Task } from 'fhir/r4';
import { errors } from '../errors.ts';

/** A number in the queue of a room and day, and the draft Task that holds it. */
export interface Ticket {
  readonly number: number;
  readonly value: string;
  readonly task: Task;
}

const ATTEMPTS = 300;

const numberOf = (task: Task | undefined): number => {
  const value = task?.identifier?.find(({ system }) => system === identifierSystems.queueNumber)?.value;
  return value === undefined ? 0 : Number(value.slice(value.lastIndexOf('-') + 1));
};

/**
 * Takes the next free number by conditional creates: two desks at once get two numbers. A visit that fails afterwards
 * leaves a gap, never a number given twice.
 *
 * @param owner  value only this visit has: tells our Task from one that another desk made first
 */
export async function reserveTicket(ctx: Context, room: SiteUnit, patient: Reference, owner: string): Promise<Ticket> {
  const queue = `${room.id}-${toVnDay(ctx.now()).replaceAll('-', '')}`;
  const group = new URLSearchParams({ 'group-identifier': `${identifierSystems.queueNumber}|${queue}` });
  const last = await ctx.store.find('Task', `${group}&_sort=-_lastUpdated`);
  const mine = { system: identifierSystems.task, value: `kham-${owner}` };
  const start = numberOf(last) + 1;
  for (let number = start; number < start + ATTEMPTS; number++) {
    const ticket = { system: identifierSystems.queueNumber, value: `${queue}-${String(number).padStart(3, '0')}` };
    const task = await ctx.store.createIfNone<Task>(ticket, {
      resourceType: 'Task',
      identifier: [ticket, mine],
      groupIdentifier: { system: identifierSystems.queueNumber, value: queue },
      status: 'draft',
      intent: 'order',
      code: { coding: [{ system: codeSystems.taskKind, code: 'waiting-for-exam' }], text: 'Chờ khám' },
      for: patient,
      authoredOn: toVnIso(ctx.now()),
      requester: ctx.actor,
    });
    if (task.identifier?.some(({ value }) => value === mine.value)) return { number, value: ticket.value, task };
  }
  throw errors.queueFull({ at: 'room' });
}
