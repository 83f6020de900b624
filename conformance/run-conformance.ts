import { resourceTypes } from '@lienmach/fhir-definitions';
import type { Sql } from '@lienmach/fhir-store';
import { type Choice, runSearches } from './cases/run-searches.ts';
import { loadGenerated } from './material/load-generated.ts';
import { readBack } from './material/read-back.ts';
import { openDoor } from './open-door.ts';
import type { Row } from './row.ts';
import { searchRows } from './search-rows.ts';

export interface Conformance {
  readonly rows: readonly Row[];
  /** what was loaded, where it ran, how long it took */
  readonly facts: readonly string[];
}

/** Every resource type of R4, in the order of the alphabet. */
export const allTypes = (): string[] => [...resourceTypes()].sort();

/** The whole of it over one migrated, empty database; a choice narrows what is searched. */
export async function runConformance(sql: Sql, { types, wants }: Choice): Promise<Conformance> {
  const started = performance.now();
  const door = await openDoor(sql, []);
  try {
    const refused = await loadGenerated(door, types);
    const set = await readBack(door, types);
    const rows = searchRows(await runSearches(door, set, { types, ...(wants ? { wants } : {}) }));
    const seconds = Math.round((performance.now() - started) / 1000);
    return {
      rows,
      facts: [
        `${new Date().toISOString().slice(0, 10)}, ${sql.engine}, Node ${process.versions.node}, ${seconds} s`,
        `${set.size} resources of ${types.length} types searched; ${refused.length} generated resources refused`,
        ...refused.slice(0, 10),
      ],
    };
  } finally {
    await door.close();
  }
}
