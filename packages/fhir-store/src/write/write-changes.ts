import { typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { Caller } from '../store-contract.ts';
import { type Change, methods } from './change.ts';
import { type LockKey, lockColumns } from './lock-keys.ts';
import { type RowColumns, rowColumns, systemsOf } from './row-columns.ts';
import type { UriSystems } from './uri-systems.ts';
import { type IndexTableName, indexTables, writeStatement } from './write-statement.ts';

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

/**
 * Everything of one transaction in one statement: versions, history, index rows, outbox, audit.
 *
 * @returns numbers of code systems, to be remembered after the commit
 */
export async function writeChanges(sql: Sql, systems: UriSystems, write: Write): Promise<ReadonlyMap<string, number>> {
  const added = write.changes.flatMap((change) => change.added ?? []);
  const removed = write.changes.flatMap((change) => change.removed ?? []);
  const numbers = await systems.intern(sql, systemsOf([...added, ...removed]));
  const created = write.changes.filter((change) => change.follows === undefined);
  const followed = write.changes.filter((change) => change.follows !== undefined);
  const columns = { added: rowColumns(added, numbers), removed: rowColumns(removed, numbers) };
  const tables = indexTables.filter((table) => isTouched(columns.added, table) || isTouched(columns.removed, table));
  const [creates, follows] = [created.length > 0, followed.length > 0];
  const isMove = write.isMove === true;
  const values = [
    write.at,
    ...(creates ? newColumns(created) : []),
    ...(isMove ? movedColumns(created, write.at) : [outboxText(write.changes)]),
    ...auditValues(write),
    ...tables.flatMap((table): unknown[] => columns.added[table]),
    ...(follows ? followedColumns(followed) : []),
    ...(follows ? tables.flatMap((table): unknown[] => columns.removed[table]) : []),
    ...lockColumns(write.locks),
    ...(follows ? [followed.length] : []),
  ];
  await sql.query({ ...writeStatement({ creates, follows, tables, isMove }), values });
  return numbers;
}

const isTouched = (columns: RowColumns, table: IndexTableName): boolean => columns[table][0].length > 0;

const newColumns = (changes: readonly Change[]): unknown[] => [
  changes.map(({ type }) => typeNumber(type)),
  changes.map(({ method }) => methods[method]),
  changes.map(({ id }) => id),
  changes.map(({ text }) => text),
];

const movedColumns = (changes: readonly Change[], at: string): unknown[] => [
  changes.map(({ version }) => version),
  changes.map(({ updated = at }) => updated),
];

const followedColumns = (changes: readonly Change[]): unknown[] => [
  changes.map(({ type }) => typeNumber(type)),
  changes.map(({ method }) => methods[method]),
  changes.map(({ version }) => version),
  changes.map(({ method }) => method === 'DELETE'),
  changes.map(({ id }) => id),
  changes.map(({ text }) => text),
];

const outboxText = (changes: readonly Change[]): string =>
  JSON.stringify(changes.map(({ type, id, version, method }) => ({ type, id, version, method })));

const actions = { POST: 'C', PUT: 'U', DELETE: 'D' } as const;

/** One row for the whole transaction: who, what, whose. A mixture is an execution (`E`). */
function auditValues({ changes, caller, activity }: Write): unknown[] {
  const kinds = new Set(changes.map(({ method }) => actions[method]));
  const { agent } = caller;
  return [
    kinds.size === 1 ? [...kinds][0] : 'E',
    agent.who,
    agent.display,
    agent.client,
    caller.activity ?? activity,
    changes.map(({ type, id }) => `${type}/${id}`),
    [...new Set(changes.flatMap(({ patients }) => patients))],
    agent.purpose ?? null,
    agent.address ?? null,
  ];
}
