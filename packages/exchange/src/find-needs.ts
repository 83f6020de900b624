import type { Caller, FhirStore, ResourceType } from '@lienmach/fhir-store';
import type { FhirResource } from 'fhir/r4';
import { errors } from './errors.ts';
import type { Need } from './message-mapping.ts';

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
  const looked = await Promise.allSettled(
    Object.entries(needs).map(async ([name, need]) => ({ name, ...(await lookUp(name, need, caller, store)) })),
  );
  const found: Record<string, FhirResource> = {};
  const lists: Record<string, readonly FhirResource[]> = {};
  for (const one of looked) {
    if (one.status === 'rejected') throw one.reason;
    const { name, matches, isList } = one.value;
    if (isList) lists[name] = matches;
    else if (matches[0] !== undefined) found[name] = matches[0];
  }
  return { found, lists };
}

async function lookUp(name: string, need: Need, caller: Caller, store: FhirStore) {
  const { search, least, most, isList } = parts(need);
  const [type = '', query = ''] = search.split('?', 2);
  const page = await store.search(caller, type as ResourceType, new URLSearchParams(`${query}&_count=${most + 1}`));
  const label = labels[type] ?? type;
  // a criterion without value or meaning would find anybody
  if (page.ignored.length > 0) throw errors.needMissing({ need: name, label, detail: page.ignored.join(', ') });
  const { matches } = page;
  if (matches.length < least) throw errors.needMissing({ need: name, label });
  if (matches.length > most) throw errors.needAmbiguous({ need: name, label });
  return { isList, matches: matches.map(({ text }) => JSON.parse(text) as FhirResource) };
}
