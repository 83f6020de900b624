import type { ResourceType, Stored } from '../store-contract.ts';

/** A row of `resource` as our statements select it. */
export interface StoredRow {
  readonly id: string;
  readonly version: number;
  /** milliseconds since 1970 */
  readonly updated: number;
  readonly body: string;
}

/** The columns of a `StoredRow`, of the row `r`. */
export const storedColumns = 'r.id,r.version,(extract(epoch from r.updated)*1000)::float8 as updated,r.body';

export const toStored = (type: ResourceType, { id, version, updated, body }: StoredRow): Stored => ({
  type,
  id,
  version,
  lastUpdated: new Date(updated).toISOString(),
  text: body,
});
