import type { Operation } from '@lienmach/system-kit';
import type { Appointment } from 'fhir/r4';
import { assertBooked, movedAppointment, patientOf, roomOf } from '../rules/appointment.ts';
import { assertFirstOfDay } from './book.ts';
import { freedSlots } from './freed-slots.ts';
import { examRoom } from './load-day.ts';
import { offeredSlot, takeSeat } from './take-seat.ts';

/** POST Appointment/{id}/$move: the new seat is taken and the old one freed in one transaction. */
export const move: Operation<
  { readonly room?: string; readonly start: string },
  { readonly appointment: Appointment }
> = {
  definition: {
    code: 'move',
    title: { vi: 'Dời hẹn', en: 'Move' },
    resource: ['Appointment'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'room', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'start', use: 'in', min: 1, max: '1', type: 'dateTime' },
      { name: 'appointment', use: 'out', min: 1, max: '1', type: 'Appointment' },
    ],
    allow: ['registrar', 'nurse'],
  },
  async run(ctx, id, input) {
    const before = await ctx.store.read('Appointment', id);
    assertBooked(before);
    const room = examRoom(ctx, input.room ?? roomOf(before));
    const slot = await offeredSlot(ctx, room, input.start);
    const isSame = roomOf(before) === room.id && Date.parse(before.start ?? '') === Date.parse(slot.start);
    if (isSame) return { appointment: before };
    await assertFirstOfDay(ctx, patientOf(before), room.id, slot.start, id);
    const freed = await freedSlots(ctx, before);
    const appointment = await takeSeat(ctx, room, slot, (taken) => [
      movedAppointment(before, { room, slot, taken }),
      ...freed,
    ]);
    return { appointment };
  },
};
