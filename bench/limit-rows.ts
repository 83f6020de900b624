import { randomFillSync } from 'node:crypto';
import type { Bundle, FhirResource } from 'fhir/r4';

/**
 * The least that a FHIR record on PostgreSQL has to write for a bundle: current version, history version, and index rows of
 * four types, token and reference rows with the clinical date. Columns, in the order in which the statement takes them.
 */
export interface LimitRows {
  readonly resource: [id: string[], type: number[], at: string[], body: string[]];
  readonly token: [type: number[], param: number[], value: string[], at: string[], id: string[]];
  readonly reference: [type: number[], param: number[], target: string[], at: string[], id: string[]];
  readonly date: [type: number[], param: number[], at: string[], id: string[]];
  readonly text: [type: number[], param: number[], value: string[], id: string[]];
}

export const emptyRows = (): LimitRows => ({
  resource: [[], [], [], []],
  token: [[], [], [], [], []],
  reference: [[], [], [], [], []],
  date: [[], [], [], []],
  text: [[], [], [], []],
});

const types =
  'Patient Coverage Encounter Condition Observation ServiceRequest Specimen DiagnosticReport MedicationRequest ChargeItem Claim Practitioner Organization'.split(
    ' ',
  );
export const limitType = (name: string): number => types.indexOf(name);

export const limitParams = {
  identifier: 1,
  code: 2,
  status: 3,
  category: 4,
  gender: 5,
  name: 6,
  birthdate: 7,
  patient: 8,
  encounter: 9,
  performer: 10,
  date: 11,
  active: 12,
} as const;

/** Time-ordered (version 7), so that primary keys grow at their right end. */
export function timeOrderedId(): string {
  const bytes = randomFillSync(Buffer.alloc(16));
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : [value]).filter(isJson);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const fold = (word: string): string =>
  word.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();

/** Where the clinical date of a resource may stand. */
function momentOf(resource: Json): string {
  const period = list(resource.period)[0];
  const collection = list(resource.collection)[0];
  const found = [
    resource.effectiveDateTime,
    period?.start,
    resource.authoredOn,
    resource.recordedDate,
    resource.occurrenceDateTime,
    collection?.collectedDateTime,
    resource.created,
    resource.birthDate,
  ].find((value) => typeof value === 'string');
  const moment = text(found) || '1970-01-01';
  return moment.length === 10 ? `${moment}T00:00:00Z` : moment;
}

/** Adds the rows of one resource that has its id already. */
function addResource(rows: LimitRows, id: string, resource: Json, now: string): void {
  const type = limitType(text(resource.resourceType));
  const at = momentOf(resource);
  const push = (columns: readonly unknown[][], ...values: readonly unknown[]): void =>
    columns.forEach((column, place) => {
      column.push(values[place]);
    });
  const token = (param: number, value: string): void => push(rows.token, type, param, value, at, id);
  const codings = (param: number, concepts: unknown): void => {
    for (const concept of list(concepts))
      for (const { system, code } of list(concept.coding)) token(param, `${text(system)}|${text(code)}`);
  };
  const reference = (param: number, ...candidates: readonly unknown[]): void => {
    const target = text(list(candidates.find((one) => one !== undefined))[0]?.reference).split('/')[1];
    if (target !== undefined) push(rows.reference, type, param, target, at, id);
  };
  push(rows.resource, id, type, now, JSON.stringify({ ...resource, id, meta: { versionId: '1', lastUpdated: now } }));
  for (const { system, value } of list(resource.identifier))
    token(limitParams.identifier, `${text(system)}|${text(value)}`);
  codings(limitParams.code, resource.code ?? resource.medicationCodeableConcept);
  codings(limitParams.category, resource.category);
  if (resource.status !== undefined) token(limitParams.status, text(resource.status));
  if (resource.gender !== undefined) token(limitParams.gender, text(resource.gender));
  if (resource.active !== undefined) token(limitParams.active, String(resource.active));
  reference(limitParams.patient, resource.subject, resource.patient, resource.beneficiary);
  reference(limitParams.encounter, resource.encounter, resource.context);
  const participant = list(resource.participant)[0]?.individual;
  reference(
    limitParams.performer,
    resource.performer,
    resource.requester,
    resource.recorder,
    participant,
    resource.provider,
  );
  push(rows.date, type, resource.birthDate === undefined ? limitParams.date : limitParams.birthdate, at, id);
  for (const { family, given } of list(resource.name)) {
    const words = new Set([text(family), ...(Array.isArray(given) ? given.map(text) : [])]);
    for (const word of words) push(rows.text, type, limitParams.name, fold(word), id);
  }
}

/** Rows of a whole bundle; its urn:uuid references become the new ids. */
export function rowsOf(bundle: Bundle): LimitRows {
  const rows = emptyRows();
  const now = new Date().toISOString();
  const ids = new Map(
    (bundle.entry ?? []).map(({ fullUrl = '', resource }) => [
      fullUrl,
      [resource?.resourceType, timeOrderedId()] as const,
    ]),
  );
  for (const { fullUrl = '', resource } of bundle.entry ?? []) {
    const [, id = ''] = ids.get(fullUrl) ?? [];
    const resolved = JSON.stringify(resource).replaceAll(
      /urn:uuid:[0-9a-f-]{36}/g,
      (urn) => ids.get(urn)?.join('/') ?? urn,
    );
    addResource(rows, id, JSON.parse(resolved) as Json, now);
  }
  return rows;
}

export function rowsOfOne(resource: FhirResource): LimitRows {
  const rows = emptyRows();
  addResource(rows, timeOrderedId(), resource as unknown as Json, new Date().toISOString());
  return rows;
}
