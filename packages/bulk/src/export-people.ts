import {
  type Caller,
  type ExportAsked,
  type ExportSnapshot,
  type FhirStore,
  parseJson,
  type ResourceType,
} from '@lienmach/fhir-store';
import type { Encounter, Group } from 'fhir/r4';
import type { ExportRequest } from './export-request.ts';

/** Of whom the export is: everybody and everything, every patient, or a list of patients. */
export async function peopleOf(
  store: Pick<FhirStore, 'read'>,
  snapshot: ExportSnapshot,
  caller: Caller,
  request: ExportRequest,
): Promise<ExportAsked['of']> {
  if (request.level === 'system') return 'record';
  const lists = [
    ...(request.patients ? [request.patients] : []),
    ...(request.group === undefined ? [] : [await membersOf(store, caller, request.group)]),
    ...(request.organization === undefined ? [] : [await patientsOf(snapshot, caller, request.organization)]),
  ];
  const [first, ...more] = lists;
  if (!first) return 'patients';
  const others = more.map((list) => new Set(list));
  return first.filter((id) => others.every((list) => list.has(id)));
}

const patientId = (reference: string | undefined): string | undefined =>
  /^Patient\/([A-Za-z0-9.-]{1,64})$/.exec(reference ?? '')?.[1];

async function membersOf(store: Pick<FhirStore, 'read'>, caller: Caller, id: string): Promise<string[]> {
  const { text } = await store.read(caller, 'Group', id);
  const { member = [] } = parseJson(text) as unknown as Group;
  const present = member.filter(({ inactive }) => inactive !== true);
  return [...new Set(present.flatMap(({ entity }) => patientId(entity.reference) ?? []))];
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
      const id = patientId((JSON.parse(text) as Encounter).subject?.reference);
      if (id !== undefined) patients.add(id);
    }
  return [...patients];
}
