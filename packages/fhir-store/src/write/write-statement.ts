import { INDEX_VERSION } from '../indexing/index-version.ts';
import { takingLocks } from './lock-keys.ts';

/** Column names and array types of each index table, in the order of RowColumns. */
const tables = {
  token: ['type int2', 'param int2', 'system int4', 'at timestamptz', 'code text', 'id text'],
  reference: ['type int2', 'param int2', 'target_type int2', 'at timestamptz', 'target text', 'id text'],
  date: ['type int2', 'param int2', 'low timestamptz', 'high timestamptz', 'id text'],
  string: ['type int2', 'param int2', 'folded text', 'exact text', 'id text'],
  quantity: ['type int2', 'param int2', 'system int4', 'low numeric', 'high numeric', 'code text', 'id text'],
  uri: ['type int2', 'param int2', 'value text', 'id text'],
  composite: ['type int2', 'param int2', 'key1 text', 'key2 text', 'low numeric', 'high numeric', 'id text'],
} as const;

export type IndexTableName = keyof typeof tables;

/** In the order in which the statements take their columns. */
export const indexTables = Object.keys(tables) as readonly IndexTableName[];

/**
 * JSON texts as one: the separator is a control character, which JSON only has escaped. Not for lists that may hold an empty
 * text alone: it would come back as none.
 */
export const joinedTexts = (texts: readonly string[]): string => texts.join('\u001f');

/** Numbers the placeholders of one statement. */
export class Placeholders {
  #next = 1;

  /** In a sub-select, so that the planner never looks at the values: one generic plan is kept for good. */
  array(type: string): string {
    return type === 'joined' ? this.joined() : `(select ${this.scalar()}::${type}[])`;
  }

  /** One text of many, as `joinedTexts` makes it: nothing in it has to be quoted here and unquoted there. */
  joined(): string {
    return `(select string_to_array(${this.scalar()}::text, chr(31)))`;
  }

  scalar(): string {
    const number = this.#next;
    this.#next += 1;
    return `$${number}`;
  }
}

const split = (column: string): [string, string] => {
  const [name = '', type = ''] = column.split(' ');
  return [name, type];
};

const rowsFrom = (at: Placeholders, columns: readonly string[]): string => {
  const parts = columns.map(split);
  return `unnest(${parts.map(([, type]) => at.array(type)).join(', ')}) as x (${parts.map(([name]) => name).join(', ')})`;
};

const names = (columns: readonly string[]): string => columns.map((column) => split(column)[0]).join(', ');

export function insertRows(at: Placeholders, table: IndexTableName): string {
  const columns = tables[table];
  return `add_${table} as (insert into idx_${table} (${names(columns)}) select ${names(columns)} from ${rowsFrom(at, columns)})`;
}

/** By exact key: every column of the row, so that the B-tree finds it. */
function deleteRows(at: Placeholders, table: IndexTableName): string {
  const columns = tables[table];
  const same = columns.map((column) => `t.${split(column)[0]} = x.${split(column)[0]}`);
  return `drop_${table} as (delete from idx_${table} t using ${rowsFrom(at, columns)} where ${same.join(' and ')})`;
}

/** Which of these rows are not in their table: for checks. Values: the columns, in the order of RowColumns. */
export function missingRowsStatement(table: IndexTableName): string {
  const columns = tables[table];
  const rows = rowsFrom(new Placeholders(), columns);
  const same = columns.map((column) => `t.${split(column)[0]} = x.${split(column)[0]}`).join(' and ');
  return `select x.type, x.id, x.param from ${rows} where not exists (select 1 from idx_${table} t where ${same}) limit 20`;
}

/** Versions and instants come along. */
const insertMoved = (at: Placeholders): string =>
  `new_resource as (insert into resource (type, method, version, updated, deleted, id, body, indexed)
    select type, method, version, updated, false, id, body, ${INDEX_VERSION}
    from ${rowsFrom(at, ['type int2', 'method int2', 'id text', 'body joined', 'version int4', 'updated timestamptz'])})`;

const insertResources = (at: Placeholders): string =>
  `new_resource as (insert into resource (type, method, version, updated, deleted, id, body, indexed)
    select type, method, 1, updated, false, id, body, ${INDEX_VERSION}
    from ${rowsFrom(at, ['type int2', 'method int2', 'id text', 'body joined', 'updated timestamptz'])})`;

const outboxColumns = ['at timestamptz', 'entries text', 'expanded bool'];

const outbox = (at: Placeholders): string =>
  `event as (insert into outbox (at, entries, expanded) select at, entries, expanded from ${rowsFrom(at, outboxColumns)})`;

const auditColumns = [
  'at timestamptz',
  'action text',
  'agent text',
  'agent_name text',
  'client text',
  'activity text',
  'what text',
  'patient text',
  'purpose text',
  'address text',
];
/** arrays of one row within the array of a column: ids have no spaces */
const auditLists = new Set(['what', 'patient']);

const audit = (at: Placeholders): string => {
  const picked = auditColumns
    .map((column) => split(column)[0])
    .map((name) => (auditLists.has(name) ? `string_to_array(${name}, ' ')` : name));
  return `trail as (insert into audit (${names(auditColumns)}) select ${picked.join(', ')} from ${rowsFrom(at, auditColumns)})`;
};

/** Advisory locks come first: everybody takes them before any row. */
const locks = (at: Placeholders): string => takingLocks(at.array('int4'), at.array('int4'), at.array('bool'));

/** What a transaction touches: its statement has the parts for that and no others, since every part costs even when empty. */
export interface StatementShape {
  readonly creates: boolean;
  /** new versions of what is there already */
  readonly follows: boolean;
  /** what is new keeps its version and instant, and there is no event */
  readonly isMove: boolean;
  readonly tables: readonly IndexTableName[];
}

/** The old version moves to the history from the same snapshot. */
function followParts(at: Placeholders): string[] {
  const next = [
    'type int2',
    'method int2',
    'version int4',
    'deleted bool',
    'id text',
    'body text',
    'updated timestamptz',
  ];
  return [
    `next as (select * from ${rowsFrom(at, next)})`,
    `past as (insert into resource_history (type, method, version, updated, id, body)
    select r.type, r.method, r.version, r.updated, r.id, r.body
    from next n join resource r on r.type = n.type and r.id = n.id and r.version = n.version - 1)`,
    `current as (update resource r set method = n.method, version = n.version,
      updated = n.updated, deleted = n.deleted, body = n.body, indexed = ${INDEX_VERSION}
    from next n where r.type = n.type and r.id = n.id and r.version = n.version - 1 returning 1)`,
  ];
}

/**
 * New, changed and deleted resources in one round trip, atomic by itself. A version that is not followed as expected undoes
 * everything (SQLSTATE LM412). Parameters: new resources, outbox, audit, rows to add, next versions, rows to
 * remove, locks, versions expected to be followed; those without a part are left out.
 */
function makeStatement({ creates, follows, isMove, tables: touched }: StatementShape): string {
  const at = new Placeholders();
  const parts = [
    ...(creates ? [isMove ? insertMoved(at) : insertResources(at)] : []),
    ...(isMove ? [] : [outbox(at)]),
    audit(at),
    ...touched.map((table) => insertRows(at, table)),
    ...(follows ? followParts(at) : []),
    ...(follows ? touched.map((table) => deleteRows(at, table)) : []),
  ];
  const held = locks(at);
  const expected = follows ? `, record_expect((select count(*) from current), ${at.scalar()}::int8) as expected` : '';
  return `with ${parts.join(',\n')}\nselect ${held}${expected}`;
}

const statements = new Map<string, { readonly name: string; readonly text: string }>();

/** The prepared statement of this shape, made once. There are few shapes in practice: about one a resource type. */
export function writeStatement(shape: StatementShape): { readonly name: string; readonly text: string } {
  const touched = indexTables.map((table) => (shape.tables.includes(table) ? table[0] : '-')).join('');
  const name = `record${shape.isMove ? '_move' : ''}${shape.creates ? '_create' : ''}${shape.follows ? '_change' : ''}_${touched}`;
  let statement = statements.get(name);
  if (statement === undefined) {
    statement = { name, text: makeStatement(shape) };
    statements.set(name, statement);
  }
  return statement;
}
