import { extensions, personName } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Appointment, Location, Patient, Schedule } from 'fhir/r4';
import { booking } from '../index.ts';
import { book } from '../operations/book.ts';
import { type FoundSlots, findSlots } from '../operations/find-slots.ts';

/** Mondays to Fridays, half past seven to half past nine, a quarter of an hour each, two people at a time. */
export const weekly: Schedule = {
  resourceType: 'Schedule',
  id: 'lich-noi-1',
  active: true,
  actor: [{ reference: 'Location/noi-1' }],
  planningHorizon: { start: '2026-01-01' },
  extension: [
    {
      url: extensions.bookingHours,
      extension: [
        ...['mon', 'tue', 'wed', 'thu', 'fri'].map((valueCode) => ({ url: 'day', valueCode })),
        { url: 'start', valueTime: '07:30:00' },
        { url: 'end', valueTime: '09:30:00' },
        { url: 'minutes', valueInteger: 15 },
        { url: 'seats', valueInteger: 2 },
      ],
    },
    {
      url: extensions.bookingClosed,
      extension: [
        { url: 'from', valueDate: '2026-03-05' },
        { url: 'reason', valueString: 'Họp toàn viện' },
      ],
    },
  ],
};

export const at = (time: string, day = '2026-03-02') => `${day}T${time}:00+07:00`;

/** A hospital with an appointment book and some people, half past seven on a Monday. */
export async function openAppointmentBook(people = 4): Promise<TestHospital> {
  const hospital = await openTestHospital([booking]);
  const { store } = hospital.as('tool');
  for (const id of ['noi-1', 'noi-2'])
    await store.update<Location>({ resourceType: 'Location', id, status: 'active', name: `Phòng khám ${id}` });
  await store.update(weekly);
  await store.update<Schedule>({ ...weekly, id: 'lich-noi-2', actor: [{ reference: 'Location/noi-2' }] });
  for (let n = 1; n <= people; n++) {
    await store.update<Patient>({
      resourceType: 'Patient',
      id: `p${n}`,
      name: [personName('Trần Thị Thử')],
      gender: 'female',
      birthDate: '1990-09-05',
      telecom: [{ system: 'phone', value: '0000 000 123' }],
    });
  }
  return hospital;
}

export interface AppointmentDesk extends TestHospital {
  /** somebody has an appointment in noi-1; the answer is `Appointment/…` */
  make(patient?: string, start?: string): Promise<string>;
  /** times of Monday at which seats are taken, and how many */
  taken(room?: string): Promise<(readonly [string, number])[]>;
}

/** The book with a registrar in front of it. */
export async function openAppointmentDesk(): Promise<AppointmentDesk> {
  const hospital = await openAppointmentBook();
  const desk = hospital.as('registrar');
  return {
    ...hospital,
    async make(patient = 'p1', start = at('08:00')) {
      const input = { patient: { reference: `Patient/${patient}` }, room: 'noi-1', start, reason: 'Tái khám' };
      const { appointment } = await desk.call<{ readonly appointment: Appointment }>(book, undefined, input);
      return `Appointment/${appointment.id}`;
    },
    async taken(room = 'noi-1') {
      const { day } = await desk.call<FoundSlots>(findSlots, undefined, { room, date: '2026-03-02', days: 1 });
      return (day[0]?.slot ?? []).flatMap((one) =>
        one.taken > 0 ? [[one.start.slice(11, 16), one.taken] as const] : [],
      );
    },
  };
}
