import { vnCore } from '@lienmach/core';
import { publishedProfile } from '@lienmach/fhir-definitions';
import type { Caller, FhirStore } from '@lienmach/fhir-store';
import type { System } from '@lienmach/system-kit';
import type { ProfileSource } from '@lienmach/validation';
import type { CodeSystem, StructureDefinition, ValueSet } from 'fhir/r4';

/** Nobody signs in as this: the house reads its own definitions, which hold no person. */
const reader: Caller = {
  agent: { who: 'Device/definitions', display: 'Liền Mạch', client: 'definitions', roles: [] },
  reach: { limit: (type) => (type === 'StructureDefinition' ? 'all' : 'none') },
};

/** milliseconds for which nobody asks again whether another process changed a profile */
const BELIEVED = 1000;

/** Newest first; what has no version stands last. */
const newest = (a: StructureDefinition, b: StructureDefinition): number =>
  (b.version ?? '').localeCompare(a.version ?? '', 'en', { numeric: true });

async function stored(store: FhirStore, url: string, version: string | undefined) {
  const query = new URLSearchParams({ url, _count: '50' });
  const { matches } = await store.search(reader, 'StructureDefinition', query);
  const found = matches.map(({ text }) => JSON.parse(text) as StructureDefinition);
  return found.filter((one) => one.url === url && (version === undefined || one.version === version)).sort(newest)[0];
}

/** Profiles are few and seldom change: the newest of them, and how many there are, tell whether one did. */
async function newestProfile(store: FhirStore): Promise<string> {
  const query = { _count: '1', _sort: '-_lastUpdated', _total: 'accurate', _elements: 'url' };
  const { matches, total } = await store.search(reader, 'StructureDefinition', new URLSearchParams(query));
  return `${total} ${matches[0]?.id} ${matches[0]?.version} ${matches[0]?.lastUpdated}`;
}

/** Value sets and code lists of VN Core, by canonical. */
export const shippedTerminology = (url: string): CodeSystem | ValueSet | undefined =>
  [...vnCore.codeSystems, ...vnCore.valueSets].find((one) => one.url === url);

/** Code lists that the rooms of this house bring, by canonical. */
export const roomCatalog = (systems: readonly System[], url: string): CodeSystem | undefined =>
  systems.flatMap(({ catalogs = [] }) => catalogs).find((one) => one.url === url);

/** Profiles that ship with the house and its rooms, then those that HL7 published, then what was put into the record. */
export function openDefinitions(store: FhirStore, systems: readonly System[]): ProfileSource & { changed(): void } {
  let stamp: Promise<string> | undefined;
  let until = 0;
  const shipped = new Map(
    [...systems.flatMap(({ profiles = [] }) => profiles), ...vnCore.profiles].map((one) => [one.url, one]),
  );
  return {
    changed() {
      until = 0;
    },
    stamp() {
      if (stamp && performance.now() < until) return stamp;
      until = performance.now() + BELIEVED;
      stamp = newestProfile(store);
      return stamp;
    },
    async find(canonical) {
      const [url = '', version] = canonical.split('|', 2);
      const own = shipped.get(url);
      if (own && (version === undefined || version === own.version)) return own;
      return publishedProfile(url) ?? (await stored(store, url, version));
    },
  };
}
