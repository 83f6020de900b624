import { formatVnDate, toVnDay, vnDayOf } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Appointment } from 'fhir/r4';
import { errors } from '../errors.ts';
import { assertBooked } from '../rules/appointment.ts';

/**
 * POST Appointment/{id}/$check-in: the person is here. Reception opens the visit; a visit that is opened in the same room
 * checks the appointment in by itself, so this is for people who come without one yet.
 */
export const checkIn: Operation<void, { readonly appointment: Appointment }> = {
  definition: {
    code: 'check-in',
    title: { vi: 'Ghi là đã đến', en: 'Check in' },
    resource: ['Appointment'],
    level: 'instance',
    affectsState: true,
    parameter: [{ name: 'appointment', use: 'out', min: 1, max: '1', type: 'Appointment' }],
    allow: ['registrar', 'nurse'],
  },
  async run(ctx, id) {
    const before = await ctx.store.read('Appointment', id);
    if (before.status === 'arrived') return { appointment: before };
    assertBooked(before);
    const day = vnDayOf(before.start ?? '', 'Appointment.start');
    if (day !== toVnDay(ctx.now())) throw errors.notToday({ at: 'Appointment.start', date: formatVnDate(day) });
    return { appointment: await ctx.store.update<Appointment>({ ...before, status: 'arrived' }) };
  },
};
