import { type PersonLine, personLine, present, toVnDay, toVnIso } from '@lienmach/core';
import { type Context, type OperationParameter, searchEach } from '@lienmach/system-kit';
import type { Patient, Reference } from 'fhir/r4';
import type { Lane } from '../rules/queue-ticket.ts';
import type { VisitState } from '../rules/visit-state.ts';
import type { ListedVisit } from './load-queue.ts';

/** One line of the doctor's list. */
export interface QueueEntry extends PersonLine {
  readonly encounter: Reference;
  readonly task: Reference;
  readonly patient: Reference;
  readonly ticket: number;
  readonly state: VisitState;
  readonly lane: Lane;
  readonly reason?: string;
  readonly arrivedAt: string;
  /** of what the visit waits for now; of those in the room, how long they had waited */
  readonly waitingMinutes?: number;
  readonly calls: number;
  readonly calledAt?: string;
  readonly skips: number;
}

const one = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const entryParts: readonly OperationParameter[] = [
  one('encounter', 'Reference'),
  one('task', 'Reference'),
  one('patient', 'Reference'),
  one('ticket', 'integer'),
  one('state', 'code'),
  one('lane', 'code'),
  one('name', 'string'),
  one('patientNumber', 'string', 0),
  one('age', 'integer', 0),
  one('ageUnit', 'code', 0),
  one('sex', 'code', 0),
  one('reason', 'string', 0),
  one('arrivedAt', 'dateTime'),
  one('waitingMinutes', 'integer', 0),
  one('calls', 'integer'),
  one('calledAt', 'dateTime', 0),
  one('skips', 'integer'),
];

export const entryParameter = (min: number, max: '1' | '*'): OperationParameter => ({
  name: 'entry',
  use: 'out',
  min,
  max,
  part: entryParts,
});

function minutesOf({ state, since, ticket }: ListedVisit, now: number): number | undefined {
  if (since !== undefined) return Math.max(0, Math.floor((now - since) / 60_000));
  if (state === 'done' || ticket.firstCalledAt === undefined) return undefined;
  return Math.max(0, Math.floor((ticket.firstCalledAt - ticket.arrivedAt) / 60_000));
}

function entryOf(ctx: Context, visit: ListedVisit, patient: Patient | undefined): QueueEntry {
  const { ticket, encounter, state } = visit;
  return {
    encounter: { reference: `Encounter/${encounter.id}` },
    task: { reference: `Task/${ticket.task.id}` },
    patient: { reference: encounter.subject?.reference ?? '' },
    ticket: ticket.number,
    state,
    lane: ticket.lane,
    ...personLine(patient, toVnDay(ctx.now())),
    arrivedAt: toVnIso(new Date(ticket.arrivedAt)),
    calls: ticket.calls,
    skips: ticket.skips,
    ...present({
      reason: encounter.reasonCode?.[0]?.text,
      waitingMinutes: minutesOf(visit, ctx.now().getTime()),
      calledAt: ticket.calledAt === undefined ? undefined : toVnIso(new Date(ticket.calledAt)),
    }),
  };
}

/** The lines of a list, with the people in one search (per hundred). */
export async function entriesOf(ctx: Context, visits: readonly ListedVisit[]): Promise<QueueEntry[]> {
  const idOf = ({ encounter }: ListedVisit) => encounter.subject?.reference?.split('/')[1] ?? '';
  const patients = await searchEach(ctx.store, 'Patient', '_id', visits.map(idOf));
  const byId = new Map(patients.map((patient) => [patient.id, patient]));
  return visits.map((visit) => entryOf(ctx, visit, byId.get(idOf(visit))));
}
