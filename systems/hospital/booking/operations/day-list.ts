import {
  identifierSystems,
  identifierValue,
  type PersonLine,
  personLine,
  present,
  toVnDay,
  toVnIso,
} from '@lienmach/core';
import { type Context, type Operation, type OperationParameter, searchEach } from '@lienmach/system-kit';
import type { Appointment, Patient, Reference } from 'fhir/r4';
import { patientOf, roomOf } from '../rules/appointment.ts';
import { between, dayAfter, dayOf, examRoom } from './load-day.ts';

const PAGE = 200;

/** One line of the appointment book. */
export interface BookedEntry extends PersonLine {
  readonly appointment: Reference;
  readonly patient: Reference;
  readonly code: string;
  readonly room: string;
  readonly roomName: string;
  readonly start: string;
  readonly end: string;
  readonly status: string;
  readonly reason?: string;
  readonly phone?: string;
}

export interface DayList {
  readonly date: string;
  readonly entry: readonly BookedEntry[];
  /** asks for the page after this */
  readonly next?: string;
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const entryParts: readonly OperationParameter[] = [
  out('appointment', 'Reference'),
  out('patient', 'Reference'),
  out('code', 'string'),
  out('room', 'string'),
  out('roomName', 'string'),
  out('start', 'dateTime'),
  out('end', 'dateTime'),
  out('status', 'code'),
  out('name', 'string'),
  out('patientNumber', 'string', 0),
  out('age', 'integer', 0),
  out('ageUnit', 'code', 0),
  out('sex', 'code', 0),
  out('reason', 'string', 0),
  out('phone', 'string', 0),
];

function entryOf(ctx: Context, appointment: Appointment, patient: Patient | undefined): BookedEntry {
  const room = roomOf(appointment);
  const start = toVnIso(new Date(appointment.start ?? ''));
  return {
    appointment: { reference: `Appointment/${appointment.id}` },
    patient: { reference: patientOf(appointment) },
    code: identifierValue(appointment, identifierSystems.appointment) ?? '',
    room,
    roomName: ctx.site.units.find(({ id }) => id === room)?.name ?? room,
    start,
    end: toVnIso(new Date(appointment.end ?? start)),
    status: appointment.status,
    ...personLine(patient, toVnDay(ctx.now())),
    ...present({
      reason: appointment.reasonCode?.[0]?.text,
      phone: patient?.telecom?.find(({ system }) => system === 'phone')?.value,
    }),
  };
}

/** GET Appointment/$day-list?date=…&room=…: the book of a day, cancelled ones too, page after page. */
export const dayList: Operation<{ readonly date?: string; readonly room?: string; readonly cursor?: string }, DayList> =
  {
    definition: {
      code: 'day-list',
      title: { vi: 'Sổ hẹn trong ngày', en: 'Appointments of a day' },
      resource: ['Appointment'],
      level: 'type',
      affectsState: false,
      parameter: [
        { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
        { name: 'room', use: 'in', min: 0, max: '1', type: 'string' },
        { name: 'cursor', use: 'in', min: 0, max: '1', type: 'string' },
        out('date', 'date'),
        { name: 'entry', use: 'out', min: 0, max: '*', part: entryParts },
        out('next', 'string', 0),
      ],
      allow: ['registrar', 'nurse', 'doctor'],
    },
    async run(ctx, _id, input) {
      const date = input.date === undefined ? toVnDay(ctx.now()) : dayOf(input.date);
      const room = input.room === undefined ? '' : `&actor=Location/${examRoom(ctx, input.room).id}`;
      const query = `${between('date', date, dayAfter(date))}${room}&_sort=date,_id&_count=${PAGE}`;
      const page = await ctx.store.page('Appointment', query, input.cursor);
      const ids = page.items.map((one) => patientOf(one).split('/')[1] ?? '');
      const patients = new Map((await searchEach(ctx.store, 'Patient', '_id', ids)).map((one) => [one.id, one]));
      return {
        date,
        entry: page.items.map((one) => entryOf(ctx, one, patients.get(patientOf(one).split('/')[1] ?? ''))),
        ...(page.next === undefined ? {} : { next: page.next }),
      };
    },
  };
