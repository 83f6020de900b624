import { formatVnTime, parseInstant, toVnIso, vnDayOf } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Appointment, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { appointmentCode, newAppointment, roomOf } from '../rules/appointment.ts';
import { between, dayAfter, examRoom } from './load-day.ts';
import { offeredSlot, takeSeat } from './take-seat.ts';

export interface BookInput {
  readonly patient: Reference;
  readonly room: string;
  readonly start: string;
  readonly reason: string;
}

/** One appointment per person, room and day: a second is nearly always a slip. @throws booking.alreadyBooked */
export async function assertFirstOfDay(ctx: Context, patient: string, room: string, start: string, but?: string) {
  const day = vnDayOf(start);
  const query = `patient=${patient}&status=booked&${between('date', day, dayAfter(day))}`;
  const others = await ctx.store.search('Appointment', query);
  const other = others.find((one) => roomOf(one) === room && one.id !== but);
  if (other?.start === undefined) return;
  throw errors.alreadyBooked({ at: 'start', time: formatVnTime(parseInstant(other.start)) });
}

/** POST Appointment/$book: one seat of one slot for one person. */
export const book: Operation<BookInput, { readonly appointment: Appointment }> = {
  definition: {
    code: 'book',
    title: { vi: 'Đặt hẹn', en: 'Book' },
    resource: ['Appointment'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'patient', use: 'in', min: 1, max: '1', type: 'Reference' },
      { name: 'room', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'start', use: 'in', min: 1, max: '1', type: 'dateTime' },
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'appointment', use: 'out', min: 1, max: '1', type: 'Appointment' },
    ],
    allow: ['registrar', 'nurse', 'doctor'],
  },
  async run(ctx, _id, input) {
    const room = examRoom(ctx, input.room);
    const reason = input.reason.trim();
    if (reason === '') throw errors.reasonRequired({ at: 'reason' });
    const patient = await ctx.store.follow('Patient', input.patient);
    const slot = await offeredSlot(ctx, room, input.start);
    await assertFirstOfDay(ctx, `Patient/${patient.id}`, room.id, slot.start);
    const code = appointmentCode(vnDayOf(slot.start), ctx.randomBytes(4));
    const created = toVnIso(ctx.now());
    const appointment = await takeSeat(ctx, room, slot, (taken) => [
      newAppointment({ code, patient, room, slot, taken, reason, created }),
    ]);
    return { appointment };
  },
};
