import { identifierSystems, vnDayOf } from '@lienmach/core';
import type { Subscription } from '@lienmach/system-kit';
import type { Appointment, Encounter } from 'fhir/r4';
import { between, dayAfter } from '../operations/load-day.ts';
import { roomOf } from '../rules/appointment.ts';

const roomsOf = ({ location }: Encounter): string[] =>
  (location ?? []).flatMap(({ location: { identifier } }) =>
    identifier?.system === identifierSystems.room && identifier.value !== undefined ? [identifier.value] : [],
  );

/**
 * Reception opened a visit: whoever had an appointment in that room on that day has come. Told twice, the second finds
 * nothing that is still booked.
 */
export const onVisitOpened: Subscription<'Encounter'> = {
  id: 'on-visit-opened',
  on: 'Encounter',
  when: ({ status, period }) => status === 'arrived' && period?.start !== undefined,
  actAs: ['registrar'],

  async react(ctx, encounter) {
    const day = vnDayOf(encounter.period?.start ?? '');
    const rooms = roomsOf(encounter);
    const query = `patient=${encounter.subject?.reference}&status=booked&${between('date', day, dayAfter(day))}`;
    const booked = await ctx.store.search('Appointment', query);
    const come = booked.find((one) => rooms.includes(roomOf(one)));
    if (come === undefined) return;
    await ctx.store.update<Appointment>({
      ...come,
      status: 'arrived',
      supportingInformation: [{ reference: `Encounter/${encounter.id}` }],
    });
  },
};
