import type { Caller, FhirStore } from '@lienmach/fhir-store';
import type { ConceptMap, FhirResource } from 'fhir/r4';
import type { Defined, DefinedKind, DefinitionSource } from './tables.ts';

const kinds: readonly DefinedKind[] = ['CodeSystem', 'ValueSet', 'ConceptMap'];

/** Nobody signs in as this: the house reads its own definitions, which hold no person. */
const reader: Caller = {
  agent: { who: 'Device/terminology', display: 'Liền Mạch', client: 'terminology', roles: [] },
  reach: { limit: (type) => (kinds.some((kind) => kind === type) ? 'all' : 'none') },
};

export interface RecordDefinitionsOptions {
  readonly store: () => FhirStore;
  /** definitions that come along with the house, in the order they are asked */
  readonly shipped: readonly ((canonical: string) => FhirResource | undefined)[];
  /** milliseconds for which an answer about changes is believed; other processes may write at any time */
  readonly believe?: number;
  readonly now?: () => number;
}

export interface RecordDefinitions extends DefinitionSource {
  /** Somebody wrote a definition just now. */
  changed(): void;
}

/** Definitions of the record before those that are shipped: whoever puts one in means it. */
export function recordDefinitions(options: RecordDefinitionsOptions): RecordDefinitions {
  const { store, shipped, believe = 0, now = () => performance.now() } = options;
  let stamp: Promise<string> | undefined;
  let until = 0;

  async function search<K extends DefinedKind>(kind: K, query: Record<string, string>): Promise<Defined[K][]> {
    const { matches } = await store().search(reader, kind, new URLSearchParams(query));
    return matches.map(({ text }) => JSON.parse(text) as Defined[K]);
  }

  async function newest(kind: DefinedKind): Promise<string> {
    const query = { _count: '1', _sort: '-_lastUpdated', _total: 'accurate', _elements: 'url' };
    const { matches, total } = await store().search(reader, kind, new URLSearchParams(query));
    return `${total} ${matches[0]?.id} ${matches[0]?.version} ${matches[0]?.lastUpdated}`;
  }

  return {
    changed() {
      until = 0;
    },
    stamp() {
      if (stamp && now() < until) return stamp;
      until = now() + believe;
      stamp = Promise.all(kinds.map(newest)).then((all) => all.join(';'));
      stamp.catch(() => {
        until = 0;
      });
      return stamp;
    },
    async find<K extends DefinedKind>(kind: K, canonical: string) {
      const [url = '', version] = canonical.split('|', 2);
      const own = await search(kind, { url, ...(version === undefined ? {} : { version }), _count: '10' });
      const [best] = own.filter((one) => one.url === url && (!version || one.version === version)).sort(better);
      return best ?? fromShipped(kind, shipped, url, version);
    },
    mapsOf: (sourceSystem) =>
      search<'ConceptMap'>('ConceptMap', { 'source-system': sourceSystem, _count: '50' }) as Promise<ConceptMap[]>,
  };
}

function fromShipped<K extends DefinedKind>(
  kind: K,
  shipped: RecordDefinitionsOptions['shipped'],
  url: string,
  version: string | undefined,
): Defined[K] | undefined {
  for (const ask of shipped) {
    const found = ask(url);
    if (found?.resourceType !== kind) continue;
    const one = found as Defined[K];
    if (version === undefined || one.version === version) return one;
  }
  return undefined;
}

type Versioned = Defined[DefinedKind];

/** Active before drafts, later editions before earlier ones. */
function better(a: Versioned, b: Versioned): number {
  const standing = Number(b.status === 'active') - Number(a.status === 'active');
  return standing || (b.version ?? '').localeCompare(a.version ?? '', 'en', { numeric: true });
}
