import type { Caller, FhirStore, ResourceType } from '@lienmach/fhir-store';
import type { FhirResource } from 'fhir/r4';
import { errors } from './errors.ts';
import { type SharedTurns, sharedTurns } from './shared-turns.ts';

/** milliseconds after which a list is read again whatever its newest row says: an older one may have been deleted */
const LONGEST = 60_000;
/** rows of one list; a house that has more keeps its oldest out of hand */
const MOST = 2000;
const PAGE = 500;

type Rows = readonly FhirResource[];

interface Kept {
  /** id and version of the newest of its type: while it is the same, nothing was written */
  readonly mark: string;
  readonly rows: Rows;
  /** milliseconds of the process's own clock */
  readonly readAt: number;
}

/** one house, one set of lists */
const houses = new WeakMap<FhirStore, Map<string, SharedTurns<Rows>>>();

type Find = (type: ResourceType, query: string) => Promise<{ texts: readonly string[]; next: string | undefined }>;

async function markOf(find: Find, type: ResourceType): Promise<string> {
  const { texts } = await find(type, '_sort=-_lastUpdated&_count=1');
  const [newest] = texts.map((text) => JSON.parse(text) as FhirResource);
  return newest === undefined ? '' : `${newest.id}/${newest.meta?.versionId}/${newest.meta?.lastUpdated}`;
}

async function rowsOf(find: Find, type: ResourceType, query: string): Promise<FhirResource[]> {
  const rows: FhirResource[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined && rows.length < MOST) {
    const page = await find(type, `${query}&_count=${PAGE}${cursor === '' ? '' : `&_cursor=${cursor}`}`);
    rows.push(...page.texts.map((text) => JSON.parse(text) as FhirResource));
    cursor = page.next;
  }
  return rows;
}

function keptList(search: string, caller: Caller, store: FhirStore): () => Promise<Rows> {
  const [type = '', query = ''] = search.split('?', 2);
  let kept: Kept | undefined;
  const find: Find = async (asked, criteria) => {
    const { matches, ignored, next } = await store.search(caller, asked, new URLSearchParams(criteria));
    if (ignored.length > 0) throw errors.needMissing({ need: type, label: type, detail: ignored.join(', ') });
    return { texts: matches.map(({ text }) => text), next };
  };
  return async () => {
    const mark = await markOf(find, type as ResourceType);
    const readAt = performance.now();
    if (kept?.mark !== mark || readAt - kept.readAt > LONGEST)
      kept = { mark, rows: mark === '' ? [] : await rowsOf(find, type as ResourceType, query), readAt };
    return kept.rows;
  };
}

/**
 * What a mapping keeps at hand. One search of one row says whether anybody has written since; the list is read again only
 * then, and until then it is the same array. Messages that come at the same time share the look.
 *
 * @throws exchange.needMissing for a search that means nothing
 */
export async function standingLists(
  searches: Readonly<Record<string, string>>,
  caller: Caller,
  store: FhirStore,
): Promise<Record<string, Rows>> {
  const here = houses.get(store) ?? new Map<string, SharedTurns<Rows>>();
  houses.set(store, here);
  // everybody reads in their own name
  const { who, roles } = caller.agent;
  const entries = await Promise.all(
    Object.entries(searches).map(async ([name, search]) => {
      const key = [who, ...roles, search].join(' ');
      const list = here.get(key) ?? sharedTurns(keptList(search, caller, store));
      here.set(key, list);
      return [name, await list.run()] as const;
    }),
  );
  return Object.fromEntries(entries);
}
