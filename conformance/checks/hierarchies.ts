import type { Bundle } from 'fhir/r4';
import type { Door } from '../open-door.ts';
import { type Check, must } from './check.ts';

const part = (id: string, whole?: string) => ({
  resourceType: 'Location',
  id,
  ...(whole === undefined ? {} : { partOf: { reference: `Location/${whole}` } }),
});

/** A house with a floor with two rooms, and somebody in each place. */
async function loadPlaces(door: Door): Promise<void> {
  const places = [
    part('cf-nha'),
    part('cf-tang', 'cf-nha'),
    part('cf-phong-1', 'cf-tang'),
    part('cf-phong-2', 'cf-tang'),
  ];
  const visits = places.map(({ id }) => ({
    resourceType: 'Encounter',
    id: `o-${id}`,
    status: 'finished',
    class: { code: 'IMP' },
    location: [{ location: { reference: `Location/${id}` } }],
  }));
  for (const resource of [...places, ...visits]) {
    const { status, text } = await door.send('PUT', `/${resource.resourceType}/${resource.id}`, resource);
    must(status === 200 || status === 201, text.slice(0, 200));
  }
}

const hierarchy = (name: 'above' | 'below', place: string, wanted: string): Check => ({
  section: 'Modifiers',
  row: `reference:${name}`,
  says: `Encounter?location:${name}=${place}`,
  async run(door) {
    await loadPlaces(door);
    const path = `/Encounter?location:${name}=${place}&_count=1000`;
    const { status, body, text } = await door.send('GET', path, undefined, { prefer: 'handling=strict' });
    must(status === 200, `${status} ${text.slice(0, 200)}`);
    const ids = ((body as Bundle).entry ?? []).map(({ resource }) => String(resource?.id)).sort();
    must(ids.join() === wanted, `${ids.join()} instead of ${wanted}`);
  },
});

/** References to what is part of something of its own type. @source FHIR R4 4.0.1, search.html#recursive (verified) */
export const hierarchies: readonly Check[] = [
  hierarchy('below', 'Location/cf-tang', 'o-cf-phong-1,o-cf-phong-2,o-cf-tang'),
  hierarchy('below', 'Location/cf-phong-1', 'o-cf-phong-1'),
  hierarchy('above', 'Location/cf-phong-2', 'o-cf-nha,o-cf-phong-2,o-cf-tang'),
  hierarchy('above', 'Location/cf-nha', 'o-cf-nha'),
];
