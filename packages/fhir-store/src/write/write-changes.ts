import { typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { Caller } from '../store-contract.ts';
import { type Change, methods } from './change.ts';
import { inOrder, type LockKey, lockColumns } from './lock-keys.ts';
import { type RowColumns, rowColumns, systemsOf } from './row-columns.ts';
import type { UriSystems } from './uri-systems.ts';
import { type IndexTableName, indexTables, joinedTexts, writeStatement } from './write-statement.ts';

export interface Write {
  readonly changes: readonly Change[];
  readonly caller: Caller;
  /** what the audit row calls it when the caller does not say */
  readonly activity: string;
  /** ISO instant of all new versions */
  readonly at: string;
  /** to take in the same statement; empty when they are held already */
  readonly locks: readonly LockKey[];
  /** new resources keep their versions and instants, and nothing is told about them */
  readonly isMove?: boolean;
}

/** A change and the instant of its version. */
interface Dated {
  readonly change: Change;
  readonly updated: string;
}

/**
 * Everything of one transaction in one statement: versions, history, index rows, outbox, audit. Several writes may share it,
 * each with its own event and audit row: then all of them are done, or none.
 *
 * @returns numbers of code systems, to be remembered after the commit
 */
export async function writeChanges(
  sql: Sql,
  systems: UriSystems,
  writes: readonly Write[],
): Promise<ReadonlyMap<string, number>> {
  const all = writes.flatMap(({ changes, at }) =>
    changes.map((change): Dated => ({ change, updated: change.updated ?? at })),
  );
  const added = all.flatMap(({ change }) => change.added ?? []);
  const removed = all.flatMap(({ change }) => change.removed ?? []);
  const numbers = await systems.intern(sql, systemsOf([...added, ...removed]));
  const created = all.filter(({ change }) => change.follows === undefined);
  const followed = all.filter(({ change }) => change.follows !== undefined);
  const columns = { added: rowColumns(added, numbers), removed: rowColumns(removed, numbers) };
  const tables = indexTables.filter((table) => isTouched(columns.added, table) || isTouched(columns.removed, table));
  const [creates, follows] = [created.length > 0, followed.length > 0];
  const isMove = writes.some((write) => write.isMove === true);
  const values = [
    ...(creates ? newColumns(created, isMove) : []),
    ...(isMove ? [] : outboxColumns(writes)),
    ...auditColumns(writes),
    ...tables.flatMap((table): unknown[] => columns.added[table]),
    ...(follows ? followedColumns(followed) : []),
    ...(follows ? tables.flatMap((table): unknown[] => columns.removed[table]) : []),
    ...lockColumns(locksOfAll(writes)),
    ...(follows ? [followed.length] : []),
  ];
  await sql.query({ ...writeStatement({ creates, follows, tables, isMove }), values });
  return numbers;
}

const locksOfAll = ([first, ...others]: readonly Write[]): readonly LockKey[] =>
  others.length === 0 ? (first?.locks ?? []) : inOrder([first, ...others].flatMap((write) => write?.locks ?? []));

const isTouched = (columns: RowColumns, table: IndexTableName): boolean => columns[table][0].length > 0;

const newColumns = (created: readonly Dated[], isMove: boolean): unknown[] => [
  created.map(({ change }) => typeNumber(change.type)),
  created.map(({ change }) => methods[change.method]),
  created.map(({ change }) => change.id),
  joinedTexts(created.map(({ change }) => change.text)),
  ...(isMove ? [created.map(({ change }) => change.version)] : []),
  created.map(({ updated }) => updated),
];

const followedColumns = (followed: readonly Dated[]): unknown[] => [
  followed.map(({ change }) => typeNumber(change.type)),
  followed.map(({ change }) => methods[change.method]),
  followed.map(({ change }) => change.version),
  followed.map(({ change }) => change.method === 'DELETE'),
  followed.map(({ change }) => change.id),
  followed.map(({ change }) => change.text),
  followed.map(({ updated }) => updated),
];

const outboxColumns = (writes: readonly Write[]): unknown[] => [
  writes.map(({ at }) => at),
  writes.map(({ changes }) => outboxText(changes)),
  writes.map(({ changes }) => changes.every(({ isUnheard }) => isUnheard === true)),
];

/** What nobody of the house waits for says so: handing out need not read it. */
const outboxText = (changes: readonly Change[]): string =>
  JSON.stringify(
    changes.map(({ type, id, version, method, isUnheard }) => ({
      type,
      id,
      version,
      method,
      ...(isUnheard === true ? { unheard: true } : {}),
    })),
  );

const actions = { POST: 'C', PUT: 'U', DELETE: 'D' } as const;

/** A mixture is an execution (`E`). */
function actionOf({ changes }: Write): string {
  const kinds = new Set(changes.map(({ method }) => actions[method]));
  return kinds.size === 1 ? [...kinds].join('') : 'E';
}

/** One row for each write: who, what, whose. */
const auditColumns = (writes: readonly Write[]): unknown[] => [
  writes.map(({ at }) => at),
  writes.map(actionOf),
  writes.map(({ caller }) => caller.agent.who),
  writes.map(({ caller }) => caller.agent.display),
  writes.map(({ caller }) => caller.agent.client),
  writes.map(({ caller, activity }) => caller.activity ?? activity),
  writes.map(({ changes }) => changes.map(({ type, id }) => `${type}/${id}`).join(' ')),
  writes.map(({ changes }) => [...new Set(changes.flatMap(({ patients }) => patients))].join(' ')),
  writes.map(({ caller }) => caller.agent.purpose ?? null),
  writes.map(({ caller }) => caller.agent.address ?? null),
];
