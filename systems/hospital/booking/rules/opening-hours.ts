import { extensions, parseInstant, toVnIso } from '@lienmach/core';
import type { Extension, Schedule } from 'fhir/r4';

/** One start time that a room offers; both instants as `…+07:00`. */
export interface OfferedSlot {
  readonly start: string;
  readonly end: string;
  /** people who may come at this time */
  readonly seats: number;
  readonly schedule: string;
}

export interface DayPlan {
  /** why the room is closed on this day */
  readonly closed?: string;
  readonly slots: readonly OfferedSlot[];
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const parts = (extension: Extension, url: string): Extension[] =>
  (extension.extension ?? []).filter((one) => one.url === url);

const minutesOf = (time = '00:00:00'): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const two = (value: number): string => String(value).padStart(2, '0');

/** the minute of a day as an instant of Viet Nam */
const at = (day: string, minute: number): string =>
  toVnIso(parseInstant(`${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+07:00`));

function isInForce({ active, planningHorizon }: Schedule, day: string): boolean {
  const from = planningHorizon?.start?.slice(0, 10) ?? day;
  const to = planningHorizon?.end?.slice(0, 10) ?? day;
  return active !== false && from <= day && day <= to;
}

function closedReason({ extension }: Schedule, day: string): string | undefined {
  const closed = (extension ?? []).find((one) => {
    if (one.url !== extensions.bookingClosed) return false;
    const from = parts(one, 'from')[0]?.valueDate ?? day;
    return from <= day && day <= (parts(one, 'to')[0]?.valueDate ?? from);
  });
  return closed === undefined ? undefined : (parts(closed, 'reason')[0]?.valueString ?? '');
}

function slotsOf(hours: Extension, day: string, schedule: string): OfferedSlot[] {
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  if (!parts(hours, 'day').some(({ valueCode }) => valueCode === weekday)) return [];
  const length = parts(hours, 'minutes')[0]?.valueInteger ?? 0;
  const seats = parts(hours, 'seats')[0]?.valueInteger ?? 1;
  const from = minutesOf(parts(hours, 'start')[0]?.valueTime);
  const to = minutesOf(parts(hours, 'end')[0]?.valueTime);
  if (length < 1 || seats < 1) return [];
  const count = Math.max(0, Math.floor((to - from) / length));
  return Array.from({ length: count }, (_, index) => ({
    start: at(day, from + index * length),
    end: at(day, from + (index + 1) * length),
    seats,
    schedule,
  }));
}

/**
 * What a room offers on a day: from the Schedules whose planning horizon holds the day, their weekly hours cut into slots
 * (a rest shorter than a slot is not offered), nothing on a day that is closed. Of two Schedules that offer the same
 * start, the one that came into force later counts.
 *
 * @param schedules  of one room
 * @param day  `yyyy-MM-dd`
 * @source none: hours, slot length and seats are data of the site, dated by Schedule.planningHorizon
 */
export function dayPlan(schedules: readonly Schedule[], day: string): DayPlan {
  const inForce = schedules
    .filter((schedule) => isInForce(schedule, day))
    .toSorted((a, b) => (a.planningHorizon?.start ?? '').localeCompare(b.planningHorizon?.start ?? ''));
  const closed = inForce.map((schedule) => closedReason(schedule, day)).find((reason) => reason !== undefined);
  if (closed !== undefined) return { closed, slots: [] };
  const byStart = new Map(
    inForce.flatMap(({ id = '', extension }) =>
      (extension ?? [])
        .filter(({ url }) => url === extensions.bookingHours)
        .flatMap((hours) => slotsOf(hours, day, `Schedule/${id}`))
        .map((slot) => [slot.start, slot] as const),
    ),
  );
  return { slots: [...byStart.values()].toSorted((a, b) => a.start.localeCompare(b.start)) };
}
