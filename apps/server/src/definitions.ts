import { vnCore } from '@lienmach/core';
import { publishedProfile } from '@lienmach/fhir-definitions';
import type { Caller, FhirStore } from '@lienmach/fhir-store';
import type { System } from '@lienmach/system-kit';
import type { ProfileSource } from '@lienmach/validation';
import type { StructureDefinition } from 'fhir/r4';

/** Nobody signs in as this: the house reads its own definitions, which hold no person. */
const reader: Caller = {
  agent: { who: 'Device/definitions', display: 'Liền Mạch', client: 'definitions', roles: [] },
  reach: { limit: (type) => (type === 'StructureDefinition' ? 'all' : 'none') },
};

/** Newest first; what has no version stands last. */
const newest = (a: StructureDefinition, b: StructureDefinition): number =>
  (b.version ?? '').localeCompare(a.version ?? '', 'en', { numeric: true });

async function stored(store: FhirStore, url: string, version: string | undefined) {
  const query = new URLSearchParams({ url, _count: '50' });
  const { matches } = await store.search(reader, 'StructureDefinition', query);
  const found = matches.map(({ text }) => JSON.parse(text) as StructureDefinition);
  return found.filter((one) => one.url === url && (version === undefined || one.version === version)).sort(newest)[0];
}

/** Profiles that ship with the house and its rooms, then those that HL7 published, then what was put into the record. */
export function openDefinitions(
  store: FhirStore,
  systems: readonly System[],
  stamp?: () => Promise<string>,
): ProfileSource {
  const shipped = new Map(
    [...systems.flatMap(({ profiles = [] }) => profiles), ...vnCore.profiles].map((one) => [one.url, one]),
  );
  return {
    ...(stamp === undefined ? {} : { stamp }),
    async find(canonical) {
      const [url = '', version] = canonical.split('|', 2);
      const own = shipped.get(url);
      if (own && (version === undefined || version === own.version)) return own;
      return publishedProfile(url) ?? (await stored(store, url, version));
    },
  };
}
