import { resourceTypes } from '@lienmach/fhir-definitions';
import type { Sql } from '@lienmach/fhir-store';
import { systems } from '@lienmach/server';
import { type Choice, runSearches } from './cases/run-searches.ts';
import { runChecks } from './checks/check.ts';
import { codeModifiers, loadTerminology } from './checks/code-modifiers.ts';
import { hierarchies } from './checks/hierarchies.ts';
import { interactions } from './checks/interactions.ts';
import { namedQueries } from './checks/named-queries.ts';
import { operations } from './checks/operations.ts';
import { resultParameters } from './checks/result-parameters.ts';
import { openListener, subscriptionOperations } from './checks/subscription-operations.ts';
import { fhirPathChecks } from './files/fhirpath-cases.ts';
import { fileChecks } from './files/file-checks.ts';
import { terminologyChecks } from './files/tx-cases.ts';
import { loadGenerated } from './material/load-generated.ts';
import { readBack } from './material/read-back.ts';
import { readSamples } from './material/read-samples.ts';
import { type Door, type DoorOptions, openDoor } from './open-door.ts';
import { isGood, type Row } from './row.ts';
import { searchRows } from './search-rows.ts';

export interface Conformance {
  readonly rows: readonly Row[];
  /** what was loaded, where it ran, how long it took */
  readonly facts: readonly string[];
}

/** Every resource type of R4, in the order of the alphabet. */
export const allTypes = (): string[] => [...resourceTypes()].sort();

/** The record alone, so that no room reacts to what is loaded. */
async function withDoor<T>(
  sql: Sql,
  work: (door: Door) => Promise<T>,
  rooms: typeof systems = [],
  options: DoorOptions = {},
): Promise<T> {
  const door = await openDoor(sql, rooms, options);
  try {
    return await work(door);
  } finally {
    await door.close();
  }
}

/** Searches over one migrated, empty database; a choice narrows them. `withFiles` loads the files of others first. */
export async function runConformance(sql: Sql, choice: Choice, withFiles = false): Promise<Conformance> {
  const files = withFiles ? fileChecks(readSamples()) : [];
  return withDoor(sql, async (door) => searchesOf(door, choice, await runChecks(door, files)));
}

/** The whole of it: searches over generated resources and files of others, then the rest of the API, then the operations. */
export async function runWhole(sql: Sql): Promise<Conformance> {
  const { rows, facts } = await withDoor(sql, async (door) => {
    const files = await runChecks(door, fileChecks(readSamples()));
    const searches = await searchesOf(door, { types: allTypes() }, files);
    const rest = await runChecks(door, [...hierarchies, ...resultParameters]);
    return { rows: [...rest, ...searches.rows], facts: searches.facts };
  });
  return { rows: [...(await askRooms(sql)), ...rows], facts };
}

/** All but the searches: every file of others, interactions and operations. */
export async function runWithoutSearches(sql: Sql): Promise<Conformance> {
  const files = await withDoor(sql, (door) => runChecks(door, fileChecks(readSamples())));
  return { rows: [...(await askRooms(sql)), ...files], facts: [] };
}

/** What a server with all its rooms is asked, after the searches: what is searched must not be reacted to. */
async function askRooms(sql: Sql): Promise<Row[]> {
  const samples = readSamples();
  const bare = await withDoor(sql, (door) => runChecks(door, [...interactions, ...fhirPathChecks(samples)]));
  const asked = await withDoor(
    sql,
    async (door) => {
      // what could not be loaded is missed by the cases that ask about it
      await loadTerminology(door).catch(() => undefined);
      return runChecks(door, [...terminologyChecks(samples), ...codeModifiers, ...operations]);
    },
    systems,
  );
  return [...asked, ...(await tellSubscribers(sql)), ...bare];
}

/** Subscriptions, heard by a listener of this process. */
async function tellSubscribers(sql: Sql): Promise<Row[]> {
  const listener = await openListener();
  const checks = subscriptionOperations(listener);
  const told = withDoor(sql, (door) => runChecks(door, checks), [], { subscribers: [listener.subscriber] });
  return told.finally(listener.close);
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
  const held = files.filter(isGood).length;
  return {
    rows: [...files, ...rows],
    facts: [
      `${day}, ${door.engine}, Node ${process.versions.node}, searches took ${seconds} s`,
      `${set.size} resources of ${types.length} types were searched; ${refused.length} generated resources were refused`,
      `${files.length} files of others were loaded first: ${held} held`,
      ...refused.slice(0, 10),
    ],
  };
}
