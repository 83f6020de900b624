import { isLegalHold, keptFromYear, LEGAL_HOLD, toVnDay } from '@lienmach/core';
import {
  type Caller,
  type FhirStore,
  gatherFiles,
  type ResourceOf,
  type ResourceType,
  type Sql,
} from '@lienmach/fhir-store';
import type { Encounter, List, Patient } from 'fhir/r4';
import { encounterAmong, type FileStanding, partsOf, standingOfFile } from './standing-of-file.ts';

/** The command line is the house itself: it reads everything, and its writes are in the log of access. */
export const retentionCaller = (display: string): Caller => ({
  agent: { who: 'Device/retention', display, client: 'retention', roles: ['tool'] },
  reach: { limit: () => 'all' },
  activity: 'retention',
});

const reader = retentionCaller('Lưu trữ');
const PAGE = 200;

/** All matches, page after page, up to `most`. */
async function searchAll<T extends ResourceType>(
  store: FhirStore,
  type: T,
  query: string,
  most = Number.POSITIVE_INFINITY,
): Promise<ResourceOf<T>[]> {
  const found: ResourceOf<T>[] = [];
  const parameters = new URLSearchParams(`${query}&_count=${PAGE}`);
  for (;;) {
    const { matches, next } = await store.search(reader, type, parameters);
    found.push(...matches.map(({ text }) => JSON.parse(text) as ResourceOf<T>)); // written by way of the validator
    if (next === undefined || found.length >= most) return found.slice(0, most);
    parameters.set('_cursor', next);
  }
}

/** Every hold that stands now. */
export const standingHolds = async (store: FhirStore): Promise<List[]> =>
  (await searchAll(store, 'List', `code=${LEGAL_HOLD.system}|${LEGAL_HOLD.code}&status=current`)).filter(isLegalHold);

async function patientsOf(store: FhirStore, visits: readonly Encounter[]): Promise<Map<string, Patient>> {
  const ids = [...new Set(visits.map(({ subject }) => subject?.reference?.replace(/^Patient\//, '') ?? ''))];
  const patients = new Map<string, Patient>();
  for (let start = 0; start < ids.length; start += PAGE)
    for (const patient of await searchAll(store, 'Patient', `_id=${ids.slice(start, start + PAGE).join(',')}`))
      patients.set(`Patient/${patient.id}`, patient);
  return patients;
}

/** The files of these visits, each with whether it may go. @param ids  of Encounters */
export async function standingOfVisits(
  sql: Sql,
  store: FhirStore,
  ids: readonly string[],
  now: Date,
): Promise<FileStanding[]> {
  if (ids.length === 0) return [];
  const files = await gatherFiles(
    sql,
    ids.map((id) => `Encounter/${id}`),
  );
  const opened = files.map((file) => ({ file, parts: partsOf(file) }));
  const visits = opened.flatMap(({ parts }) => encounterAmong(parts) ?? []);
  const around = { holds: await standingHolds(store), patients: await patientsOf(store, visits), today: toVnDay(now) };
  return opened.map(({ file, parts }) => standingOfFile(file, parts, around));
}

/**
 * The oldest visits that ended before the shortest time of keeping, each with whether its file may go.
 *
 * @param most  visits looked at, oldest first
 * @param from  `yyyy-MM-dd`: those before it were looked at before
 */
export async function findOldFiles(
  sql: Sql,
  store: FhirStore,
  now: Date,
  { most, from }: { readonly most: number; readonly from?: string },
): Promise<FileStanding[]> {
  const year = keptFromYear(['visit'], toVnDay(now));
  if (year === undefined) return [];
  const since = from === undefined ? '' : `&date=ge${encodeURIComponent(from)}`;
  const visits = await searchAll(store, 'Encounter', `status=finished&date=lt${year}-01-01${since}&_sort=date`, most);
  return standingOfVisits(
    sql,
    store,
    visits.flatMap(({ id }) => id ?? []),
    now,
  );
}
