import type { Operation } from '@lienmach/system-kit';
import type { Appointment } from 'fhir/r4';
import { errors } from '../errors.ts';
import { assertBooked } from '../rules/appointment.ts';
import { freedSlots } from './freed-slots.ts';
import { writeEntry } from './take-seat.ts';

/** POST Appointment/{id}/$cancel: with a reason; the seat is free for somebody else in the same moment. */
export const cancel: Operation<{ readonly reason: string }, { readonly appointment: Appointment }> = {
  definition: {
    code: 'cancel',
    title: { vi: 'Hủy hẹn', en: 'Cancel' },
    resource: ['Appointment'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'appointment', use: 'out', min: 1, max: '1', type: 'Appointment' },
    ],
    allow: ['registrar', 'nurse'],
  },
  async run(ctx, id, input) {
    const reason = input.reason.trim();
    if (reason === '') throw errors.reasonRequired({ at: 'reason' });
    const before = await ctx.store.read('Appointment', id);
    assertBooked(before);
    const freed = await freedSlots(ctx, before);
    const after: Appointment = { ...before, status: 'cancelled', cancelationReason: { text: reason } };
    const [written] = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [after, ...freed].map(writeEntry),
    });
    if (written?.resourceType !== 'Appointment') throw new TypeError('the store answered without the Appointment');
    return { appointment: written };
  },
};
