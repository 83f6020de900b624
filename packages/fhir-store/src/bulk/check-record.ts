import { createHash } from 'node:crypto';
import { indexResource } from '../indexing/index-resource.ts';
import { INDEX_VERSION } from '../indexing/index-version.ts';
import { OWN } from '../indexing/quantity-values.ts';
import { literalReference } from '../indexing/reference-values.ts';
import type { ResourceRows } from '../indexing/resource-rows.ts';
import { nodeOf } from '../indexing/values.ts';
import { DEFAULT_ZONE } from '../open-store.ts';
import { parseStored } from '../parse-json.ts';
import { findTypeNumber, typeName } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import { visitReferences } from '../write/links.ts';
import { rowColumns } from '../write/row-columns.ts';
import { OWN_NUMBER } from '../write/uri-systems.ts';
import { type IndexTableName, indexTables, missingRowsStatement } from '../write/write-statement.ts';
import { inSnapshot } from './snapshot.ts';
import { walkRows } from './walk-rows.ts';

/** What a look at every current resource found. `findings` must be empty; dangling references may be there by intent. */
export interface RecordCheck {
  readonly resources: number;
  /** as `recordHash` counts it */
  readonly sha256: string;
  readonly superseded: number;
  readonly indexRows: number;
  /** literal references to what is not in the record */
  readonly danglingReferences: number;
  readonly findings: readonly string[];
}

interface Row {
  readonly type: number;
  readonly id: string;
  readonly version: number;
  readonly updated: number;
  readonly body: string;
}

const HANDFUL = 300;
const MOST_FINDINGS = 50;
const current = `select type, id, version, (extract(epoch from updated)*1000)::float8 as updated, body
  from resource where not deleted order by type, id`;

/** What is counted on the way through. */
interface Tally {
  readonly findings: string[];
  /** rows that there should be, by `table type` */
  readonly expected: Map<string, number>;
  dangling: number;
}

/**
 * Reads the whole record at one moment and compares: each body with its own columns, the search index with what the bodies say,
 * references with what is there. Memory is bounded; a running site may go on writing.
 */
export const checkRecord = (sql: Sql, zone: string = DEFAULT_ZONE): Promise<RecordCheck> =>
  inSnapshot(sql, async (snapshot) => {
    const hash = createHash('sha256');
    const tally: Tally = { findings: [], expected: new Map(), dangling: 0 };
    const systems = await knownSystems(snapshot);
    let resources = 0;
    for await (const rows of walkRows<Row>(snapshot, { text: current }, HANDFUL)) {
      for (const { type, id, body } of rows) hash.update(`${typeName(type)}/${id}\n${body}\n`);
      resources += rows.length;
      await checkHandful(snapshot, rows, { tally, systems, zone });
    }
    const indexRows = await compareCounts(snapshot, tally);
    await countOld(snapshot, tally);
    const [past] = await snapshot.query<{ count: number }>({
      text: 'select count(*)::float8 as count from resource_history',
    });
    const { findings, dangling } = tally;
    return {
      resources,
      sha256: hash.digest('hex'),
      superseded: past?.count ?? 0,
      indexRows,
      danglingReferences: dangling,
      findings: findings.slice(0, MOST_FINDINGS),
    };
  });

async function knownSystems(sql: Sql): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query<{ id: number; uri: string }>({ text: 'select id, uri from uri_system' });
  return new Map([['', 0], [OWN, OWN_NUMBER], ...rows.map(({ id, uri }): [string, number] => [uri, id])]);
}

interface Around {
  readonly tally: Tally;
  readonly systems: ReadonlyMap<string, number>;
  readonly zone: string;
}

async function checkHandful(sql: Sql, rows: readonly Row[], { tally, systems, zone }: Around): Promise<void> {
  const indexed: ResourceRows[] = [];
  const wanted = new Map<string, { type: number; id: string }>();
  for (const row of rows) {
    const type = typeName(row.type);
    const resource = bodyOf(row, tally.findings);
    if (!resource || type === undefined) continue;
    indexed.push(indexResource(type, row.id, nodeOf(resource), new Date(row.updated).toISOString(), zone));
    visitReferences(resource, (text) => {
      const literal = literalReference(text);
      const number = literal && findTypeNumber(literal.type);
      if (literal && number !== undefined)
        wanted.set(`${literal.type}/${literal.id}`, { type: number, id: literal.id });
    });
  }
  const columns = rowColumns(indexed, systems);
  for (const table of indexTables) {
    const [types] = columns[table];
    if (types.length === 0) continue;
    for (const type of types) {
      const key = `${table} ${type}`;
      tally.expected.set(key, (tally.expected.get(key) ?? 0) + 1);
    }
    const missing = await sql.query<{ type: number; id: string; param: number }>({
      name: `record_check_${table}`,
      text: missingRowsStatement(table),
      values: columns[table],
    });
    for (const { type, id, param } of missing)
      tally.findings.push(`${typeName(type)}/${id} is not found by ${table} parameter ${param}`);
  }
  tally.dangling += await countMissing(sql, [...wanted.values()]);
}

/** The body, when it is what its columns say. */
function bodyOf({ type, id, version, updated, body }: Row, findings: string[]) {
  const at = `${typeName(type)}/${id}`;
  try {
    const resource = parseStored(body);
    const { versionId, lastUpdated } = resource.meta ?? {};
    const isItself = resource.resourceType === typeName(type) && resource.id === id;
    const isOfVersion = versionId === String(version) && lastUpdated === new Date(updated).toISOString();
    if (!isItself || !isOfVersion) findings.push(`${at} does not say what its columns say`);
    return resource;
  } catch {
    findings.push(`${at} is no JSON`);
    return undefined;
  }
}

async function countMissing(sql: Sql, keys: readonly { type: number; id: string }[]): Promise<number> {
  if (keys.length === 0) return 0;
  const [missing] = await sql.query<{ count: number }>({
    name: 'record_check_missing',
    text: `select count(*)::int4 as count from unnest((select $1::int2[]), (select $2::text[])) as k (type, id)
      where not exists (select 1 from resource r where r.type = k.type and r.id = k.id and not r.deleted)`,
    values: [keys.map(({ type }) => type), keys.map(({ id }) => id)],
  });
  return missing?.count ?? 0;
}

/** Rows made by an earlier release are no fault of theirs. */
async function countOld(sql: Sql, { findings }: Tally): Promise<void> {
  const [old] = await sql.query<{ count: number }>({
    text: 'select count(*)::float8 as count from resource where not deleted and indexed <> $1',
    values: [INDEX_VERSION],
  });
  if (old && old.count > 0) findings.unshift(`${old.count} resources wait for lienmach reindex`);
}

/** Every row that should be there is: more rows than that belong to nothing. */
async function compareCounts(sql: Sql, { expected, findings }: Tally): Promise<number> {
  let total = 0;
  for (const table of indexTables) {
    const counted = await countByType(sql, table);
    for (const [type, count] of counted) {
      total += count;
      const surplus = count - (expected.get(`${table} ${type}`) ?? 0);
      if (surplus > 0) findings.push(`${surplus} rows too many in idx_${table} for ${typeName(type)}`);
    }
  }
  return total;
}

async function countByType(sql: Sql, table: IndexTableName): Promise<[type: number, count: number][]> {
  const rows = await sql.query<{ type: number; count: number }>({
    text: `select type, count(*)::float8 as count from idx_${table} group by type`,
  });
  return rows.map(({ type, count }) => [type, count]);
}
