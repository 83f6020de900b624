import { copyText, copyValue } from '../copy-script.ts';
import { INDEX_VERSION } from '../indexing/index-version.ts';
import { typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import { type Change, methods } from '../write/change.ts';
import { takingLocks } from '../write/lock-keys.ts';
import { systemsOf } from '../write/row-columns.ts';
import type { UriSystems } from '../write/uri-systems.ts';
import type { Write } from '../write/write-changes.ts';
import { indexTables } from '../write/write-statement.ts';
import { copyColumns, copyLines } from './copy-rows.ts';

type CopyAll = NonNullable<Sql['copyAll']>;

/**
 * What `writeChanges` does for resources that move in, through COPY: versions, index rows, audit, all of one transaction and
 * in one round trip. Locks come first, as everywhere.
 *
 * @returns numbers of code systems, to be remembered
 */
export async function copyMoved(
  { sql, systems }: { readonly sql: Sql; readonly systems: UriSystems },
  copyAll: CopyAll,
  write: Write,
): Promise<ReadonlyMap<string, number>> {
  const { changes } = write;
  const rows = changes.flatMap(({ added }) => added ?? []);
  const numbers = await systems.intern(sql, systemsOf(rows));
  const lines = copyLines(rows, numbers);
  const tables = indexTables.filter((table) => lines[table].length > 0);
  await copyAll(locking(write), [
    { into: `resource (${resourceColumns})`, rows: changes.map((change) => resourceLine(change, write.at)).join('') },
    { into: `audit (${auditColumns})`, rows: auditLine(write) },
    ...tables.map((table) => ({ into: `idx_${table} (${copyColumns[table]})`, rows: lines[table].join('') })),
  ]);
  return numbers;
}

/** Numbers only, so they can stand in the text. */
function locking({ locks }: Write): string {
  const [a, b] = [locks.map(([one]) => one), locks.map(([, other]) => other)];
  const shared = locks.map(([one, other]) => one === 0 && other === 0 && locks.length > 1);
  return `select ${takingLocks(`'{${a}}'::int4[]`, `'{${b}}'::int4[]`, `'{${shared}}'::bool[]`)}`;
}

const resourceColumns = 'type, method, version, updated, deleted, indexed, id, body';

const resourceLine = ({ type, method, version, updated, id, text }: Change, at: string): string =>
  `${typeNumber(type)}\t${methods[method]}\t${version}\t${updated ?? at}\tf\t${INDEX_VERSION}\t${id}\t${copyText(text)}\n`;

const auditColumns = 'at, action, agent, agent_name, client, activity, what, patient, purpose, address';

function auditLine({ changes, caller, activity, at }: Write): string {
  const { who, display, client, purpose, address } = caller.agent;
  const what = changes.map(({ type, id }) => `${type}/${id}`);
  const patients = new Set(changes.flatMap((change) => change.patients));
  const texts = [who, display, client, caller.activity ?? activity].map(copyText);
  // ids need no quotes in an array
  const lists = [`{${what.join(',')}}`, `{${[...patients].join(',')}}`];
  return `${[at, 'U', ...texts, ...lists, copyValue(purpose), copyValue(address)].join('\t')}\n`;
}
