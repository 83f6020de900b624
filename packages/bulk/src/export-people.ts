import {
  type Caller,
  type ExportAsked,
  type ExportSnapshot,
  type FhirStore,
  parseJson,
  type ResourceType,
} from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { Encounter, Group } from 'fhir/r4';
import type { ExportRequest } from './export-request.ts';

/** Of whom the export is: everybody and everything, every patient, or a list of patients. */
export async function peopleOf(
  snapshot: ExportSnapshot,
  caller: Caller,
  request: ExportRequest,
  members: readonly string[],
): Promise<ExportAsked['of']> {
  if (request.level === 'system') return 'record';
  const lists = [
    ...(request.patients ? [request.patients] : []),
    ...(request.group === undefined ? [] : [members]),
    ...(request.organization === undefined ? [] : [await patientsOf(snapshot, caller, request.organization)]),
  ];
  const [first, ...more] = lists;
  if (!first) return 'patients';
  const others = more.map((list) => new Set(list));
  return first.filter((id) => others.every((list) => list.has(id)));
}

const idIn = (reference: string | undefined, type: 'Patient' | 'Group'): string | undefined =>
  new RegExp(`^${type}/([A-Za-z0-9.-]{1,64})$`).exec(reference ?? '')?.[1];

type GroupReader = Pick<FhirStore, 'read'>;

/**
 * The patients of a group and of the groups inside it, however deep; a group that holds itself is walked once. A group
 * inside that the caller may not find has nobody in it.
 */
export async function membersOf(store: GroupReader, caller: Caller, id: string): Promise<string[]> {
  const patients = new Set<string>();
  const seen = new Set([id]);
  let groups = [await readGroup(store, caller, id)];
  while (groups.length > 0) {
    const inside: Group[] = [];
    for (const { entity, inactive } of groups.flatMap(({ member = [] }) => member)) {
      if (inactive === true) continue;
      const patient = idIn(entity.reference, 'Patient');
      if (patient !== undefined) patients.add(patient);
      const group = idIn(entity.reference, 'Group');
      if (group === undefined || seen.has(group)) continue;
      seen.add(group);
      inside.push(...(await findGroup(store, caller, group)));
    }
    groups = inside;
  }
  return [...patients];
}

async function readGroup(store: GroupReader, caller: Caller, id: string): Promise<Group> {
  const { text } = await store.read(caller, 'Group', id);
  return parseJson(text) as unknown as Group;
}

async function findGroup(store: GroupReader, caller: Caller, id: string): Promise<Group[]> {
  try {
    return [await readGroup(store, caller, id)];
  } catch (thrown) {
    if (isFhirError(thrown) && thrown.status < 500) return [];
    throw thrown;
  }
}

/** Who is under the care of an organisation, or has had a visit there. */
async function patientsOf(snapshot: ExportSnapshot, caller: Caller, organization: string): Promise<string[]> {
  const patients = new Set<string>();
  const found = (type: ResourceType, code: string) =>
    snapshot.resources(caller, {
      type,
      of: 'record',
      filters: [new URLSearchParams({ [code]: organization })],
    });
  for await (const rows of found('Patient', 'organization')) for (const { id } of rows) patients.add(id);
  for await (const rows of found('Encounter', 'service-provider'))
    for (const { text } of rows) {
      const id = idIn((JSON.parse(text) as Encounter).subject?.reference, 'Patient');
      if (id !== undefined) patients.add(id);
    }
  return [...patients];
}
