import { identifierSystems, parseVnDate } from '@lienmach/core';
import { type Context, type SiteUnit, searchEach } from '@lienmach/system-kit';
import type { Schedule, Slot } from 'fhir/r4';
import { errors } from '../errors.ts';
import { dayPlan, type OfferedSlot } from '../rules/opening-hours.ts';

/** @throws booking.unknownRoom */
export function examRoom(ctx: Context, id: string): SiteUnit {
  const room = ctx.site.units.find((unit) => unit.id === id && unit.kind === 'exam-room');
  if (room === undefined) throw errors.unknownRoom({ at: 'room', detail: id.slice(0, 40) });
  return room;
}

/** @throws core.notADate, booking.badDate */
export function dayOf(text: string): string {
  const day = parseVnDate(text, 'date');
  if (day.length !== 10) throw errors.badDate({ at: 'date' });
  return day;
}

export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** from midnight to midnight in Viet Nam, as two conditions of a search */
export function between(parameter: string, from: string, to: string): string {
  const query = new URLSearchParams();
  query.append(parameter, `ge${from}T00:00:00+07:00`);
  query.append(parameter, `lt${to}T00:00:00+07:00`);
  return query.toString();
}

/** One start time with the people who have it already. */
export interface SlotOfDay extends OfferedSlot {
  readonly taken: number;
}

export interface RoomDay {
  readonly date: string;
  readonly closed?: string;
  readonly slots: readonly SlotOfDay[];
}

const schedulesOf = (ctx: Context, room: string): Promise<Schedule[]> =>
  ctx.store.search('Schedule', `actor=Location/${encodeURIComponent(room)}`, 200);

/** How many seats of each start are taken, by the instant itself: a slot may be written in another offset. */
async function takenSeats(ctx: Context, schedules: readonly Schedule[], from: string, to: string) {
  const slots = await searchEach(
    ctx.store,
    'Slot',
    'schedule',
    schedules.map(({ id }) => `Schedule/${id}`),
    `status=busy&${between('start', from, to)}`,
  );
  const counts = new Map<number, number>();
  for (const { start } of slots) counts.set(Date.parse(start), (counts.get(Date.parse(start)) ?? 0) + 1);
  return (start: string): number => counts.get(Date.parse(start)) ?? 0;
}

/** What a room offers on some days, and what of it is taken: two searches, however many days. */
export async function loadDays(ctx: Context, room: string, from: string, days: number): Promise<RoomDay[]> {
  const schedules = await schedulesOf(ctx, room);
  const takenAt = await takenSeats(ctx, schedules, from, dayAfter(from, days));
  return Array.from({ length: days }, (_, index) => {
    const date = dayAfter(from, index);
    const { closed, slots } = dayPlan(schedules, date);
    return {
      date,
      ...(closed === undefined ? {} : { closed }),
      slots: slots.map((slot) => ({ ...slot, taken: takenAt(slot.start) })),
    };
  });
}

/** The seats of one start as Slots of the record; each has a name of its own, so that two desks make one. */
export async function seatOf(ctx: Context, room: string, slot: OfferedSlot, seat: number): Promise<Slot> {
  const minute = slot.start.slice(0, 16).replaceAll(/[-T:]/g, '');
  const name = { system: identifierSystems.slot, value: `${room}-${minute}-${seat}` };
  return ctx.store.createIfNone<Slot>(name, {
    resourceType: 'Slot',
    identifier: [name],
    schedule: { reference: slot.schedule },
    status: 'free',
    start: slot.start,
    end: slot.end,
  });
}
