import { identifierSystems, toVnDay } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import { type Context, type SiteUnit, searchEach } from '@lienmach/system-kit';
import type { Encounter, ServiceRequest, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { QueuedVisit } from '../rules/queue-order.ts';
import { type QueueTicket, readTicket } from '../rules/queue-ticket.ts';
import { visitStanding } from '../rules/visit-state.ts';

/** most people of one room and day */
const MOST = 1000;

export interface ListedVisit extends QueuedVisit {
  readonly encounter: Encounter;
}

/** @throws queue.unknownRoom */
export function examRoom(ctx: Context, id: string): SiteUnit {
  const room = ctx.site.units.find((unit) => unit.id === id && unit.kind === 'exam-room');
  if (room === undefined) throw errors.unknownRoom({ at: 'room', detail: id.slice(0, 40) });
  return room;
}

export const examRooms = (ctx: Context): SiteUnit[] => ctx.site.units.filter(({ kind }) => kind === 'exam-room');

/** `noi-1` on a day is the queue `noi-1-20260302`. */
const queueOf = (room: string, day: string): string => `${room}-${day.replaceAll('-', '')}`;

/** A reserved number whose visit failed is a draft: nobody waits with it. */
const isTaken = (task: Task): boolean => task.status !== 'draft' && task.focus?.reference !== undefined;

/** The tickets of several rooms on one day, in one search. */
export async function loadTickets(
  ctx: Context,
  rooms: readonly string[],
  day = toVnDay(ctx.now()),
): Promise<Map<string, QueueTicket[]>> {
  const groups = rooms.map((room) => `${identifierSystems.queueNumber}|${queueOf(room, day)}`);
  const tasks = groups.length === 0 ? [] : await searchEach(ctx.store, 'Task', 'group-identifier', groups);
  const taken = tasks.filter(isTaken);
  return new Map(
    rooms.map((room) => [
      room,
      taken.filter(({ groupIdentifier }) => groupIdentifier?.value === queueOf(room, day)).map(readTicket),
    ]),
  );
}

export const encounterIdOf = ({ focus }: Task): string => focus?.reference?.split('/')[1] ?? '';

/** Reception does not read orders: it sees that somebody is in the room, not what they wait for. */
function noneWithoutReach(thrown: unknown): ServiceRequest[] {
  if (isFhirError(thrown) && thrown.status === 403) return [];
  throw thrown;
}

/** Orders of the visits that have begun and are not over, by Encounter reference. */
async function ordersOf(ctx: Context, encounters: readonly Encounter[]): Promise<Map<string, ServiceRequest[]>> {
  const running = encounters.filter(({ status }) => status === 'in-progress' || status === 'onleave');
  const references = running.map(({ id }) => `Encounter/${id}`);
  const orders = await searchEach(
    ctx.store,
    'ServiceRequest',
    'encounter',
    references,
    'status=active,completed',
  ).catch(noneWithoutReach);
  return Map.groupBy(orders, ({ encounter }) => encounter?.reference ?? '');
}

/** The visits behind some tickets and where each stands: two searches more, however many there are (per hundred). */
export async function standingsOf(ctx: Context, tickets: readonly QueueTicket[]): Promise<ListedVisit[]> {
  const ids = tickets.slice(0, MOST).map(({ task }) => encounterIdOf(task));
  const found = await searchEach(ctx.store, 'Encounter', '_id', ids);
  const encounters = new Map(found.map((encounter) => [encounter.id, encounter]));
  const orders = await ordersOf(ctx, found);
  return tickets.flatMap((ticket) => {
    const encounter = encounters.get(encounterIdOf(ticket.task));
    if (encounter === undefined || encounter.status === 'cancelled' || encounter.status === 'entered-in-error')
      return [];
    const standing = visitStanding(encounter.status, ticket, orders.get(`Encounter/${encounter.id}`) ?? []);
    return [{ ticket, encounter, ...standing }];
  });
}

/** The whole list of a room and day. */
export async function loadQueue(ctx: Context, room: string, day?: string): Promise<ListedVisit[]> {
  const tickets = await loadTickets(ctx, [room], day);
  // who was moved to another room stands there, not here
  const here = (tickets.get(room) ?? []).filter(({ task }) => task.status !== 'cancelled');
  return standingsOf(ctx, here);
}
