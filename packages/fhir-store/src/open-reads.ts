import { history } from './history.ts';
import { read, vread } from './read.ts';
import { everything } from './search/everything.ts';
import { search } from './search/search.ts';
import type { Sql } from './sql.ts';
import type { FhirStore } from './store-contract.ts';

export type Reads = Pick<FhirStore, 'read' | 'vread' | 'history' | 'search' | 'everything'>;

/** The reading half of the record. */
export const openReads = (sql: Sql, options: { readonly zone: string; readonly now: () => Date }): Reads => ({
  read: (caller, type, id) => read(sql, caller, type, id),
  vread: (caller, type, id, version) => vread(sql, caller, { type, id, version }),
  history: (caller, at, query) => history(sql, caller, at, query, options),
  search: (caller, type, query) => search(sql, caller, type, query, options),
  everything: (caller, type, id, query) => everything(sql, caller, { type, id, query }, options),
});
