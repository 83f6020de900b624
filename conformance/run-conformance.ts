import { resourceTypes } from '@lienmach/fhir-definitions';
import { runSearches } from './cases/run-searches.ts';
import { loadGenerated } from './material/load-generated.ts';
import { readBack } from './material/read-back.ts';
import { openDoor } from './open-door.ts';
import { type Engine, openEngine } from './open-engine.ts';
import type { Row } from './row.ts';
import { searchRows } from './search-rows.ts';

export interface Conformance {
  readonly rows: readonly Row[];
  /** what was loaded, where it ran, how long it took */
  readonly facts: readonly string[];
}

/** The whole of it on one engine; `only` narrows it to some resource types while somebody looks for a fault. */
export async function runConformance(engine: Engine, only?: readonly string[]): Promise<Conformance> {
  const started = performance.now();
  const types = only ?? [...resourceTypes()].sort();
  const opened = await openEngine(engine);
  try {
    const door = await openDoor(opened.sql, []);
    try {
      const refused = await loadGenerated(door, types);
      const set = await readBack(door, types);
      const rows = searchRows(await runSearches(door, set, { types }));
      const seconds = Math.round((performance.now() - started) / 1000);
      return {
        rows,
        facts: [
          `${new Date().toISOString().slice(0, 10)}, ${engine}, Node ${process.versions.node}, ${seconds} s`,
          `${set.size} resources of ${types.length} types searched; ${refused.length} generated resources refused`,
          ...refused.slice(0, 10),
        ],
      };
    } finally {
      await door.close();
    }
  } finally {
    await opened.close();
  }
}
