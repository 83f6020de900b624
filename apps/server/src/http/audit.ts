import type { AuditEntry } from '@lienmach/access';
import type { Stored } from '@lienmach/fhir-store';
import type { FastifyRequest } from 'fastify';
import type { FhirResource } from 'fhir/r4';
import type { House } from './house.ts';

const MARK = '"Patient/';
const idPart = /^[A-Za-z0-9\-.]{1,64}/;

/** Ids of the patients a stored text speaks of, found without parsing it. */
export function patientsIn(text: string, into: Set<string>): void {
  for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length)) {
    const start = at + MARK.length;
    const id = idPart.exec(text.slice(start, start + 64))?.[0];
    if (id !== undefined) into.add(id);
  }
}

/** Patients whose data these are. */
export function patientsOf(shown: readonly Stored[]): string[] {
  const patients = new Set<string>();
  for (const stored of shown) {
    if (stored.type === 'Patient') patients.add(stored.id);
    else patientsIn(stored.text, patients);
  }
  return [...patients];
}

/** Patients whose record, or whose name in a reference, lies anywhere in an answer. */
function patientsShown(answer: FhirResource): string[] {
  const text = JSON.stringify(answer);
  const patients = new Set<string>();
  patientsIn(text, patients);
  if (!text.includes('"Patient"')) return [...patients];
  JSON.parse(text, (_key, value: unknown) => {
    const { resourceType, id } = typeof value === 'object' && value !== null ? (value as Partial<FhirResource>) : {};
    if (resourceType === 'Patient' && id !== undefined) patients.add(id);
    return value;
  });
  return [...patients];
}

type Told = Partial<Pick<AuditEntry, 'action' | 'outcome' | 'what' | 'patient' | 'query'>>;

function entryOf(house: House, request: FastifyRequest, activity: string, told: Told): AuditEntry {
  const { visitor } = request;
  const purpose = request.headers['x-purpose-of-use'];
  return {
    at: house.now(),
    agent: visitor?.who ?? '',
    agentName: visitor?.display ?? '',
    client: visitor?.client ?? '',
    action: 'R',
    outcome: 0,
    what: [],
    patient: [],
    address: request.ip,
    ...(typeof purpose === 'string' && purpose !== '' ? { purpose: purpose.slice(0, 20) } : {}),
    activity,
    ...told,
  };
}

/** A resource or a page of them was shown. @throws access.auditUnavailable: then nothing may be shown */
export function recordShown(
  house: House,
  request: FastifyRequest,
  activity: string,
  shown: readonly Stored[],
  query?: string,
): void {
  const what = shown.map((stored) => `${stored.type}/${stored.id}`);
  const told: Told = { what, patient: patientsOf(shown), ...(query ? { query: query.slice(0, 2000) } : {}) };
  house.access().audit.record(entryOf(house, request, activity, told));
}

/**
 * What an operation without a target showed, e.g. the candidates of a search for a person. With a target, the call itself
 * is filed under its patient.
 */
export function recordAnswer(house: House, request: FastifyRequest, operation: string, answer: FhirResource): void {
  const patient = patientsShown(answer);
  if (patient.length === 0) return;
  const what = patient.map((id) => `Patient/${id}`);
  house.access().audit.record(entryOf(house, request, operation, { what, patient }));
}

export function recordAct(house: House, request: FastifyRequest, activity: string, told: Told): void {
  house.access().audit.record(entryOf(house, request, activity, told));
}

const idOf = (request: FastifyRequest): string[] => {
  const { type, id } = (request.params ?? {}) as { type?: string; id?: string };
  return type === undefined ? [] : [id === undefined ? type.slice(0, 64) : `${type.slice(0, 64)}/${id.slice(0, 64)}`];
};

/** Something was asked and not given: on every route that touches the record. */
export function recordRefusal(house: House, request: FastifyRequest, status: number): void {
  const { activity } = request.routeOptions.config;
  if (activity === undefined || status === 304) return;
  const outcome = status >= 500 ? 8 : 4;
  house.access().audit.record(entryOf(house, request, activity, { outcome, what: idOf(request) }));
}
