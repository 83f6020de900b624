import type { Caller, FhirStore, ResourceType } from '@lienmach/fhir-store';
import type { FhirResource } from 'fhir/r4';
import { errors } from './errors.ts';
import type { Need } from './message-mapping.ts';
import { type NumberedNeed, numberedNeeds, shareOut } from './numbered-needs.ts';

/** how the integration desk reads a resource type */
const labels: Readonly<Record<string, string>> = {
  Patient: 'người bệnh',
  Encounter: 'lượt khám',
  ServiceRequest: 'chỉ định',
  DiagnosticReport: 'phiếu kết quả',
  Specimen: 'mẫu bệnh phẩm',
};

export interface Findings {
  readonly found: Readonly<Record<string, FhirResource>>;
  readonly lists: Readonly<Record<string, readonly FhirResource[]>>;
}

const parts = (need: Need): { search: string; least: 0 | 1; most: number; isList: boolean } => {
  if (typeof need === 'string') return { search: need, least: 1, most: 1, isList: false };
  if ('many' in need) return { search: need.search, least: 0, most: need.many, isList: true };
  return { search: need.search, least: 0, most: 1, isList: false };
};

/** What a message speaks of, looked up side by side. @throws exchange.needMissing, exchange.needAmbiguous */
export async function findNeeds(
  needs: Readonly<Record<string, Need>>,
  caller: Caller,
  store: FhirStore,
): Promise<Findings> {
  const found: Record<string, FhirResource> = {};
  const lists: Record<string, readonly FhirResource[]> = {};
  const together = numberedNeeds(Object.entries(needs));
  const numbered = new Set(together.flatMap((group) => group.map(({ name }) => name)));
  const alone = Object.entries(needs).filter(([name]) => !numbered.has(name));
  const looked = await Promise.allSettled([
    ...together.map((group) => lookUpGroup(group, needs, caller, store)),
    ...alone.map(([name, need]) => lookUpAll([[name, need]], caller, store)),
  ]);
  for (const one of looked) {
    if (one.status === 'rejected') throw one.reason;
    for (const { name, matches, isList } of one.value) {
      if (isList) lists[name] = matches;
      else if (matches[0] !== undefined) found[name] = matches[0];
    }
  }
  return { found, lists };
}

interface Looked {
  readonly name: string;
  readonly isList: boolean;
  readonly matches: readonly FhirResource[];
}

/** One search for all; where its answer does not fall apart into one for each, every need asks for itself and says what it lacks. */
async function lookUpGroup(
  group: readonly NumberedNeed[],
  needs: Readonly<Record<string, Need>>,
  caller: Caller,
  store: FhirStore,
): Promise<readonly Looked[]> {
  const query = new URLSearchParams({ identifier: group.map(({ token }) => token).join() });
  query.set('_count', String(group.length + 1));
  const { matches } = await store.search(caller, group[0]?.type as ResourceType, query);
  const shared = shareOut(
    group,
    matches.map(({ text }) => JSON.parse(text) as FhirResource),
  );
  if (shared !== undefined) return shared.map(([name, one]) => ({ name, isList: false, matches: [one] }));
  const own = group.flatMap(({ name }) => (needs[name] === undefined ? [] : [[name, needs[name]] as const]));
  return lookUpAll(own, caller, store);
}

const lookUpAll = (
  needs: readonly (readonly [string, Need])[],
  caller: Caller,
  store: FhirStore,
): Promise<readonly Looked[]> => Promise.all(needs.map(([name, need]) => lookUp(name, need, caller, store)));

async function lookUp(name: string, need: Need, caller: Caller, store: FhirStore): Promise<Looked> {
  const { search, least, most, isList } = parts(need);
  const [type = '', query = ''] = search.split('?', 2);
  const page = await store.search(caller, type as ResourceType, new URLSearchParams(`${query}&_count=${most + 1}`));
  const label = labels[type] ?? type;
  // a criterion without value or meaning would find anybody
  if (page.ignored.length > 0) throw errors.needMissing({ need: name, label, detail: page.ignored.join(', ') });
  const { matches } = page;
  if (matches.length < least) throw errors.needMissing({ need: name, label });
  if (matches.length > most) throw errors.needAmbiguous({ need: name, label });
  return { name, isList, matches: matches.map(({ text }) => JSON.parse(text) as FhirResource) };
}
