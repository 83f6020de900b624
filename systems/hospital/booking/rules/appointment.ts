import { identifierSystems } from '@lienmach/core';
import type { Appointment, Patient, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { OfferedSlot } from './opening-hours.ts';

/** no letter or figure that is mistaken for another when it is read out */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * What people are told on the telephone: `261123-7KQM`, day of the appointment and four signs.
 *
 * @param random  at least four bytes
 * @source none: own choice
 */
export function appointmentCode(day: string, random: Uint8Array): string {
  const signs = [...random.slice(0, 4)].map((byte) => letters[byte % letters.length] ?? '2');
  return `${day.slice(2).replaceAll('-', '')}-${signs.join('')}`;
}

export interface BookingPlan {
  readonly code: string;
  readonly patient: Patient;
  readonly room: { readonly id: string; readonly name: string };
  readonly slot: OfferedSlot;
  readonly taken: Reference;
  readonly reason: string;
  readonly created: string;
}

const placed = ({ room, slot, taken }: Pick<BookingPlan, 'room' | 'slot' | 'taken'>) => ({
  start: slot.start,
  end: slot.end,
  slot: [taken],
  place: { actor: { reference: `Location/${room.id}`, display: room.name }, status: 'accepted' as const },
});

/** @source none: FHIR R4 Appointment, which fields we fill is our own choice */
export function newAppointment(plan: BookingPlan): Appointment {
  const { place, ...when } = placed(plan);
  return {
    resourceType: 'Appointment',
    identifier: [{ system: identifierSystems.appointment, value: plan.code }],
    status: 'booked',
    ...when,
    created: plan.created,
    reasonCode: [{ text: plan.reason }],
    participant: [{ actor: { reference: `Patient/${plan.patient.id}` }, status: 'accepted' }, place],
  };
}

/** The same appointment at another time or in another room. @source none: own choice */
export function movedAppointment(before: Appointment, plan: Pick<BookingPlan, 'room' | 'slot' | 'taken'>): Appointment {
  const { place, ...when } = placed(plan);
  const others = before.participant.filter(({ actor }) => !actor?.reference?.startsWith('Location/'));
  return { ...before, ...when, participant: [...others, place] };
}

const actorOf = ({ participant }: Appointment, type: string): string | undefined =>
  participant.map(({ actor }) => actor?.reference).find((reference) => reference?.startsWith(`${type}/`));

/** `Patient/…`, or nothing: the appointment is not of ours. @source none: how our own Appointment carries it */
export const patientOf = (appointment: Appointment): string => actorOf(appointment, 'Patient') ?? '';

/** id of the room. @source none: how our own Appointment carries it */
export const roomOf = (appointment: Appointment): string => actorOf(appointment, 'Location')?.split('/')[1] ?? '';

const words: Readonly<Partial<Record<Appointment['status'], string>>> = {
  arrived: 'đến khám',
  'checked-in': 'đến khám',
  fulfilled: 'khám xong',
  cancelled: 'hủy',
  noshow: 'ghi là không đến',
};

/**
 * Only what is still booked can be changed: who has come or cancelled is history.
 *
 * @throws booking.notBooked
 * @source none: own choice
 */
export function assertBooked({ status }: Appointment): void {
  if (status !== 'booked')
    throw errors.notBooked({ at: 'Appointment.status', state: words[status] ?? 'đổi trạng thái' });
}
