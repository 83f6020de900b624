import type { Bundle } from 'fhir/r4';
import type { Door } from '../open-door.ts';
import { ok } from './answers.ts';
import { type Check, must } from './check.ts';

export const SYSTEM = 'http://example.org/conformance/animals';
export const SET = 'http://example.org/conformance/animals/mammals';
export const MAP = 'http://example.org/conformance/animals/sounds';

/** A small code system with a hierarchy, a value set of one branch of it, and a map. */
export async function loadTerminology(door: Door): Promise<void> {
  const concept = [
    {
      code: 'thu',
      display: 'Thú',
      concept: [
        { code: 'cho', display: 'Chó' },
        { code: 'meo', display: 'Mèo' },
      ],
    },
    { code: 'chim', display: 'Chim', concept: [{ code: 'ga', display: 'Gà' }] },
  ];
  const filter = [{ property: 'concept', op: 'is-a', value: 'thu' }];
  const head = { status: 'active', version: '1.0' };
  const element = [{ code: 'cho', target: [{ code: 'gau-gau', equivalence: 'equivalent' }] }];
  const resources = [
    {
      resourceType: 'CodeSystem',
      id: 'cf-animals',
      ...head,
      url: SYSTEM,
      content: 'complete',
      hierarchyMeaning: 'is-a',
      concept,
    },
    {
      resourceType: 'ValueSet',
      id: 'cf-mammals',
      ...head,
      url: SET,
      compose: { include: [{ system: SYSTEM, filter }] },
    },
    {
      resourceType: 'ConceptMap',
      id: 'cf-sounds',
      ...head,
      url: MAP,
      group: [{ source: SYSTEM, target: `${SYSTEM}/sound`, element }],
    },
    ...['thu', 'cho', 'ga'].map((code) => ({
      resourceType: 'Basic',
      id: `cf-${code}`,
      code: { coding: [{ system: SYSTEM, code }] },
    })),
  ];
  for (const resource of resources) {
    const { status, text } = await door.send('PUT', `/${resource.resourceType}/${resource.id}`, resource);
    must(status < 300, `${resource.id}: ${status} ${text.slice(0, 200)}`);
  }
}

const found = async (door: Door, query: string): Promise<string> => {
  const answer = ok(await door.send('GET', `/Basic?${query}`, undefined, { prefer: 'handling=strict' }));
  const ids = ((answer.body as Bundle).entry ?? []).map(({ resource }) => String(resource?.id));
  return ids
    .filter((id) => /^cf-(thu|cho|ga)$/.test(id))
    .sort()
    .join();
};
const modifier = (name: string, query: string, wanted: string): Check => ({
  section: 'Modifiers',
  row: `token:${name}`,
  says: query,
  async run(door) {
    const ids = await found(door, query);
    must(ids === wanted, `${ids} instead of ${wanted}`);
  },
});

/** Modifiers that ask the terminology of the house. */
export const codeModifiers: readonly Check[] = [
  modifier('in', `code:in=${SET}`, 'cf-cho,cf-thu'),
  modifier('not-in', `code:not-in=${SET}&_id=cf-thu,cf-cho,cf-ga`, 'cf-ga'),
  modifier('below', `code:below=${SYSTEM}|thu`, 'cf-cho,cf-thu'),
  modifier('below', `code:below=${SYSTEM}|cho`, 'cf-cho'),
  modifier('above', `code:above=${SYSTEM}|cho`, 'cf-cho,cf-thu'),
  modifier('above', `code:above=${SYSTEM}|ga`, 'cf-ga'),
];
