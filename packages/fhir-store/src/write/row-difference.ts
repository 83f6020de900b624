import { ResourceRows } from '../indexing/resource-rows.ts';

const dated = ['token', 'reference'] as const;
const plain = ['date', 'string', 'quantity', 'uri', 'composite'] as const;

export interface RowDifference {
  readonly added: ResourceRows;
  readonly removed: ResourceRows;
}

/** Rows to insert and to delete so that the old rows of a resource become the new ones. */
export function rowDifference(before: ResourceRows, after: ResourceRows): RowDifference {
  const added = new ResourceRows(after.type, after.id, after.at);
  const removed = new ResourceRows(before.type, before.id, before.at);
  const hasMoved = before.at !== after.at;
  for (const table of dated) {
    copyMissing(after[table], hasMoved ? undefined : before[table], added[table]);
    copyMissing(before[table], hasMoved ? undefined : after[table], removed[table]);
  }
  for (const table of plain) {
    copyMissing(after[table], before[table], added[table]);
    copyMissing(before[table], after[table], removed[table]);
  }
  return { added, removed };
}

type Rows = Map<string, unknown>;

function copyMissing(from: Rows, unless: Rows | undefined, to: Rows): void {
  for (const [key, row] of from) if (!unless?.has(key)) to.set(key, row);
}
