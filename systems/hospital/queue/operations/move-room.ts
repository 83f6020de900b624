import { identifierSystems, identifierValue, toVnDay } from '@lienmach/core';
import type { Context, Operation, SiteUnit } from '@lienmach/system-kit';
import type { FhirResource, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { leftTask, movedEncounter, movedTask, roomOfNumber } from '../rules/moved-visit.ts';
import { readTicket } from '../rules/queue-ticket.ts';
import { findVisit } from './find-visit.ts';
import { examRoom, type ListedVisit } from './load-queue.ts';
import { entriesOf, entryParameter, type QueueEntry } from './queue-entry.ts';

const ATTEMPTS = 300;

/** The next free number of a room by conditional creates, as reception takes it: two moves at once get two numbers. */
async function reserveNumber(ctx: Context, room: SiteUnit, before: Task): Promise<Task & { readonly number: string }> {
  const queue = `${room.id}-${toVnDay(ctx.now()).replaceAll('-', '')}`;
  const group = new URLSearchParams({ 'group-identifier': `${identifierSystems.queueNumber}|${queue}` });
  const taken = await ctx.store.search('Task', group.toString(), 5000);
  const start = Math.max(0, ...taken.map((task) => readTicket(task).number)) + 1;
  const mine = { system: identifierSystems.task, value: `chuyen-${before.id}-${before.meta?.versionId}` };
  for (let number = start; number < start + ATTEMPTS; number++) {
    const ticket = { system: identifierSystems.queueNumber, value: `${queue}-${String(number).padStart(3, '0')}` };
    const task = await ctx.store.createIfNone<Task>(ticket, {
      resourceType: 'Task',
      identifier: [ticket, mine],
      groupIdentifier: { system: identifierSystems.queueNumber, value: queue },
      status: 'draft',
      intent: 'order',
      ...(before.code === undefined ? {} : { code: before.code }),
    });
    const isMine = task.identifier?.some(({ value }) => value === mine.value) ?? false;
    if (isMine) return { ...task, number: ticket.value };
  }
  throw errors.busy({ at: 'room' });
}

const put = (resource: FhirResource) => ({
  resource,
  request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
});

/** @throws queue.notMovable, queue.sameRoom, queue.otherExam */
function assertMovable(ctx: Context, visit: ListedVisit, room: SiteUnit): void {
  if (visit.state !== 'waiting' && visit.state !== 'called') throw errors.notMovable({ at: 'Encounter' });
  const from = roomOfNumber(identifierValue(visit.ticket.task, identifierSystems.queueNumber) ?? '');
  if (from === room.id) throw errors.sameRoom({ at: 'room' });
  const left = ctx.site.units.find(({ id }) => id === from);
  if (left?.examService !== room.examService || left?.department !== room.department)
    throw errors.otherExam({ at: 'room', room: room.name });
}

/** POST Encounter/{id}/$move-room: another room, another number, the same lane and hour of arrival. */
export const moveRoom: Operation<{ readonly room: string }, { readonly entry: QueueEntry }> = {
  definition: {
    code: 'move-room',
    title: { vi: 'Chuyển phòng khám', en: 'Move to another room' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [{ name: 'room', use: 'in', min: 1, max: '1', type: 'string' }, entryParameter(1, '1')],
    allow: ['registrar', 'nurse', 'doctor'],
  },
  async run(ctx, id, input) {
    const room = examRoom(ctx, input.room);
    const visit = await findVisit(ctx, id);
    assertMovable(ctx, visit, room);
    const before = visit.ticket.task;
    const { number, ...reserved } = await reserveNumber(ctx, room, before);
    const place = { room, number };
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [movedEncounter(visit.encounter, place), leftTask(before, place), movedTask(reserved, before)].map(put),
    });
    const [entry] = await entriesOf(ctx, [await findVisit(ctx, id)]);
    if (entry === undefined) throw errors.notInQueue({ at: 'Encounter' });
    return { entry };
  },
};
