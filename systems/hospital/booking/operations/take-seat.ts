import { formatVnTime, parseInstant, vnDayOf } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context, SiteUnit } from '@lienmach/system-kit';
import type { Appointment, BundleEntry, FhirResource, Reference, Slot } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { OfferedSlot } from '../rules/opening-hours.ts';
import { loadDays, seatOf } from './load-day.ts';

/** races that may be lost beyond the seats there are */
const MORE = 3;

export const writeEntry = (resource: FhirResource): BundleEntry => ({
  resource,
  request:
    resource.id === undefined
      ? { method: 'POST', url: resource.resourceType }
      : { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
});

/** @throws booking.notOffered, booking.inPast */
export async function offeredSlot(ctx: Context, room: SiteUnit, start: string): Promise<OfferedSlot> {
  const instant = parseInstant(start, 'start');
  const [day] = await loadDays(ctx, room.id, vnDayOf(start), 1);
  const slot = day?.slots.find((one) => Date.parse(one.start) === instant.getTime());
  if (slot === undefined) throw errors.notOffered({ at: 'start', room: room.name, time: formatVnTime(instant) });
  if (Date.parse(slot.end) <= ctx.now().getTime()) throw errors.inPast({ at: 'start' });
  return slot;
}

async function freeSeat(ctx: Context, room: SiteUnit, slot: OfferedSlot): Promise<Slot> {
  for (let seat = 1; seat <= slot.seats; seat++) {
    const found = await seatOf(ctx, room.id, slot, seat);
    if (found.status === 'free') return found;
  }
  throw errors.slotTaken({ at: 'start', time: formatVnTime(parseInstant(slot.start)) });
}

const isConflict = (thrown: unknown): boolean => isFhirError(thrown) && thrown.code === 'store.versionConflict';

/**
 * Takes a seat and writes what needs it in one transaction. The seat is a compare-and-set: of two desks that want the
 * last one, one writes and the other is told, whatever they see on their screens.
 *
 * @param entriesOf  what is written with the seat; the first is the Appointment
 * @throws booking.slotTaken
 */
export async function takeSeat(
  ctx: Context,
  room: SiteUnit,
  slot: OfferedSlot,
  entriesOf: (taken: Reference) => readonly [Appointment, ...FhirResource[]],
): Promise<Appointment> {
  for (let attempt = 0; attempt < slot.seats + MORE; attempt++) {
    const seat = await freeSeat(ctx, room, slot);
    const resources = entriesOf({ reference: `Slot/${seat.id}` });
    try {
      const [written] = await ctx.store.transaction({
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [...resources, { ...seat, status: 'busy' as const }].map(writeEntry),
      });
      if (written?.resourceType !== 'Appointment') throw new TypeError('the store answered without the Appointment');
      return written;
    } catch (thrown) {
      if (!isConflict(thrown)) throw thrown;
      // lost over something else than the seat: that is for the caller
      const now = await ctx.store.read('Slot', seat.id ?? '');
      if (now.meta?.versionId === seat.meta?.versionId) throw thrown;
    }
  }
  throw errors.slotTaken({ at: 'start', time: formatVnTime(parseInstant(slot.start)) });
}
