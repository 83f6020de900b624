import type { Context } from '@lienmach/system-kit';
import type { Appointment, Slot } from 'fhir/r4';

/** The seats of an appointment as they are when nobody has them any more. */
export async function freedSlots(ctx: Context, { slot }: Appointment): Promise<Slot[]> {
  const seats = await Promise.all((slot ?? []).map((reference) => ctx.store.follow('Slot', reference)));
  return seats.map((seat) => ({ ...seat, status: 'free' }));
}
