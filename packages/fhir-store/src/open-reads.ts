import { withoutHidden } from './hidden-elements.ts';
import { history } from './history.ts';
import { read, vread } from './read.ts';
import { everything } from './search/everything.ts';
import type { SearchOptions } from './search/new-scope.ts';
import { search } from './search/search.ts';
import { searchAll } from './search/search-all.ts';
import { sharedReads } from './shared-reads.ts';
import type { Sql } from './sql.ts';
import type { Caller, FhirStore, SearchPage, Stored } from './store-contract.ts';

export type Reads = Pick<FhirStore, 'read' | 'vread' | 'history' | 'search' | 'searchAll' | 'everything'>;

export type ReadOptions = SearchOptions & { readonly zone: string; readonly now: () => Date };

/** The reading half of the record: reach is in the SQL, hidden elements are taken out of what it found. */
export const openReads = (sql: Sql, options: ReadOptions): Reads => {
  const source = { sql, shared: sharedReads(sql) };
  return {
    read: async (caller, type, id) => withoutHidden(caller, await read(source, caller, type, id)),
    vread: async (caller, type, id, version) => withoutHidden(caller, await vread(sql, caller, { type, id, version })),
    async history(caller, at, query) {
      const page = await history(sql, caller, at, query, options);
      return { ...page, entries: page.entries.map((one) => ({ ...one, stored: withoutHidden(caller, one.stored) })) };
    },
    search: async (caller, type, query, where = {}) =>
      shown(caller, await search(sql, caller, type, query, { ...options, ...where })),
    searchAll: async (caller, query) => shown(caller, await searchAll(sql, caller, query, options)),
    everything: async (caller, type, id, query) =>
      shown(caller, await everything(sql, caller, { type, id, query }, options)),
  };
};

/** Callers who see every element are nearly all: their pages are passed on as they are. */
function shown(caller: Caller, page: SearchPage): SearchPage {
  if (caller.reach.hidden === undefined) return page;
  const show = (stored: Stored): Stored => withoutHidden(caller, stored);
  return { ...page, matches: page.matches.map(show), included: page.included.map(show) };
}
