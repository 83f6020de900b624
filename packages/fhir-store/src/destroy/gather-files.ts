import { inSnapshot } from '../bulk/snapshot.ts';
import { walkRows } from '../bulk/walk-rows.ts';
import { findTypeNumber, isResourceType, typeName } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { Doomed } from './destroy-resources.ts';
import { FileGathering, type Obstacle, type Part } from './file-gathering.ts';
import { namedResources } from './named-resources.ts';

/** Everything that belongs to one visit and to nothing else. */
export interface VisitFile {
  /** `Encounter/…` */
  readonly visit: string;
  readonly members: readonly (Doomed & { /** the current text; empty: deleted before */ readonly text: string })[];
  /** empty: nothing that stays points at any of it */
  readonly obstacles: readonly Obstacle[];
}

interface VersionRow {
  readonly type: number;
  readonly id: string;
  readonly version: number;
  readonly body: string;
  readonly standing: boolean;
}

const HANDFUL = 500;

/**
 * The files of these visits as they are at one moment: the visit, whatever points at it, whatever points at that. References
 * of every version count, in whatever element they stand: the index finds most of them, then the whole record is read to find
 * the rest, again and again until nothing new is found. A work of minutes on a large record; it changes nothing.
 *
 * @param visits  `Encounter/…`
 */
export const gatherFiles = (sql: Sql, visits: readonly string[]): Promise<VisitFile[]> =>
  inSnapshot(sql, async (snapshot) => {
    const gathering = new FileGathering(visits);
    await grow(snapshot, gathering, visits);
    for (let found = await scan(snapshot, gathering); found.length > 0; found = await scan(snapshot, gathering))
      await grow(snapshot, gathering, found);
    return [...gathering.finish()].map(([visit, { parts, obstacles }]) => ({
      visit,
      obstacles,
      members: parts.flatMap(memberOf),
    }));
  });

function memberOf({ key, version, body }: Part): VisitFile['members'] {
  const [type = '', id = ''] = key.split('/');
  return isResourceType(type) ? [{ type, id, version, text: body }] : [];
}

/** What the index of references knows, and attachments. */
async function grow(sql: Sql, gathering: FileGathering, from: readonly string[]): Promise<void> {
  for (let frontier = [...from]; frontier.length > 0; ) {
    const parts = await load(sql, gathering, frontier);
    for (const part of parts) gathering.add(part);
    const attached = parts.flatMap(({ key, named }) =>
      [...named].filter((name) => name.startsWith('Binary/') && gathering.attach(name, key)),
    );
    const pointing = (await pointingAt(sql, frontier)).flatMap(({ type, id, target_type: targetType, target }) => {
      const by = `${typeName(type)}/${id}`;
      return gathering.attach(by, `${typeName(targetType)}/${target}`) ? [by] : [];
    });
    frontier = [...attached, ...pointing];
  }
}

const columnsOf = (keys: readonly string[]): [number[], string[]] => {
  const parts = keys.map((key) => key.split('/'));
  return [parts.map(([type = '']) => findTypeNumber(type) ?? 0), parts.map(([, id = '']) => id)];
};

const pointingAt = (sql: Sql, keys: readonly string[]) =>
  sql.query<{ type: number; id: string; target_type: number; target: string }>({
    text: `select distinct x.type, x.id, x.target_type, x.target
      from unnest((select $1::int2[]), (select $2::text[])) as k (type, id)
      join idx_reference x on x.target = k.id and x.target_type = k.type`,
    values: columnsOf(keys),
  });

async function load(sql: Sql, gathering: FileGathering, keys: readonly string[]): Promise<Part[]> {
  const from = `from unnest((select $1::int2[]), (select $2::text[])) as k (type, id)`;
  const rows = await sql.query<VersionRow>({
    text: `select r.type, r.id, r.version, r.body, true as standing ${from}
        join resource r on r.type = k.type and r.id = k.id
      union all select h.type, h.id, h.version, h.body, false ${from}
        join resource_history h on h.type = k.type and h.id = k.id`,
    values: columnsOf(keys),
  });
  const found = new Map<string, { named: Set<string>; version: number; body: string }>();
  for (const { type, id, version, body, standing } of rows) {
    const key = `${typeName(type)}/${id}`;
    const part = found.get(key) ?? { named: new Set(), version: 0, body: '' };
    for (const name of namedResources(body)) if (name !== key) part.named.add(name);
    found.set(key, standing ? { ...part, version, body } : part);
  }
  for (const key of keys) if (!found.has(key)) gathering.forget(key);
  return [...found].map(([key, part]) => ({ key, ...part }));
}

type Text = Pick<VersionRow, 'type' | 'id' | 'body'>;

/** Every version of everything that is stored. @returns what belongs to a file and was not known to */
async function scan(sql: Sql, gathering: FileGathering): Promise<string[]> {
  const found: string[] = [];
  for (const table of ['resource', 'resource_history']) {
    const text = `select type, id, body from ${table} where body <> ''`;
    for await (const rows of walkRows<Text>(sql, { text }, HANDFUL))
      found.push(...rows.flatMap((row) => attachedBy(gathering, row)));
  }
  return found;
}

/** What this text points at, in whosever file it is. */
function attachedBy(gathering: FileGathering, { type, id, body }: Text): string[] {
  const by = `${typeName(type)}/${id}`;
  const mine = gathering.ownerOf(by);
  const others = [...namedResources(body)].filter((name) => ![undefined, mine].includes(gathering.ownerOf(name)));
  return others.filter((name) => gathering.attach(by, name)).map(() => by);
}
