import { resourceTypes } from '@lienmach/fhir-definitions';
import type { Sql } from '@lienmach/fhir-store';
import { systems } from '@lienmach/server';
import { type Choice, runSearches } from './cases/run-searches.ts';
import { runChecks } from './checks/check.ts';
import { fileRows } from './checks/files.ts';
import { hierarchies } from './checks/hierarchies.ts';
import { interactions } from './checks/interactions.ts';
import { namedQueries } from './checks/named-queries.ts';
import { codeModifiers, loadTerminology, operations } from './checks/operations.ts';
import { resultParameters } from './checks/result-parameters.ts';
import { loadGenerated } from './material/load-generated.ts';
import { readBack } from './material/read-back.ts';
import { type Door, openDoor } from './open-door.ts';
import type { Row } from './row.ts';
import { searchRows } from './search-rows.ts';

export interface Conformance {
  readonly rows: readonly Row[];
  /** what was loaded, where it ran, how long it took */
  readonly facts: readonly string[];
}

/** Every resource type of R4, in the order of the alphabet. */
export const allTypes = (): string[] => [...resourceTypes()].sort();

/** The record alone, so that no room reacts to what is loaded. */
async function withDoor<T>(sql: Sql, work: (door: Door) => Promise<T>, rooms: typeof systems = []): Promise<T> {
  const door = await openDoor(sql, rooms);
  try {
    return await work(door);
  } finally {
    await door.close();
  }
}

/** Searches over one migrated, empty database; a choice narrows them. `withFiles` loads the files of others first. */
export async function runConformance(sql: Sql, choice: Choice, withFiles = false): Promise<Conformance> {
  return withDoor(sql, async (door) => searchesOf(door, choice, withFiles ? await fileRows(door, 'resources') : []));
}

/** The whole of it: searches over generated resources and files of others, then the rest of the API, then the operations. */
export async function runWhole(sql: Sql): Promise<Conformance> {
  const { rows, facts } = await withDoor(sql, async (door) => {
    const files = await fileRows(door, 'resources');
    const searches = await searchesOf(door, { types: allTypes() }, files);
    const rest = await runChecks(door, [...interactions, ...hierarchies, ...resultParameters]);
    return { rows: [...rest, ...searches.rows], facts: searches.facts };
  });
  const last = await withDoor(
    sql,
    async (door) => {
      const trouble = await loadTerminology(door).then(
        () => [],
        (thrown: unknown) => [String(thrown).slice(0, 300)],
      );
      const cases = await fileRows(door, 'terminology');
      return { rows: [...cases, ...(await runChecks(door, [...codeModifiers, ...operations]))], facts: trouble };
    },
    systems,
  );
  return { rows: [...last.rows, ...rows], facts: [...facts, ...last.facts] };
}

async function searchesOf(door: Door, { types, wants }: Choice, files: readonly Row[]): Promise<Conformance> {
  const started = performance.now();
  const refused = await loadGenerated(door, types);
  const set = await readBack(door, types);
  const results = await runSearches(door, set, { types, ...(wants ? { wants } : {}) });
  const isWhole = types.length === allTypes().length && wants === undefined;
  const rows = [...searchRows(results, { types, isWhole }), ...(await runChecks(door, namedQueries(types)))];
  const seconds = Math.round((performance.now() - started) / 1000);
  const day = new Date().toISOString().slice(0, 10);
  const held = files.filter(({ passed }) => passed === 1).length;
  const aside = files.filter(({ listed }) => listed?.startsWith('refused')).length;
  return {
    rows: [...files, ...rows],
    facts: [
      `${day}, ${door.engine}, Node ${process.versions.node}, searches took ${seconds} s`,
      `${set.size} resources of ${types.length} types were searched; ${refused.length} generated resources were refused`,
      `${files.length} files of others: ${held} held, ${aside} refused with a reason`,
      ...refused.slice(0, 10),
    ],
  };
}
