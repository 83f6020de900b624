import type { Sql } from '@lienmach/fhir-store';
import { comparison, valuesOf } from './catalog-changes.ts';
import { type DraftStanding, readDraft } from './catalog-draft.ts';
import { errors } from './errors.ts';

export interface Applied {
  readonly system: string;
  /** rows that are new or say something new */
  readonly written: number;
  /** codes that end because the file does not have them */
  readonly ended: number;
}

interface Decision {
  readonly id: string;
  readonly endMissing: boolean;
  readonly now: Date;
}

async function openLoad(tx: Sql, draft: DraftStanding, now: Date): Promise<string> {
  const [latest] = await tx.query<{ id: string }>({
    text: 'select coalesce(max(id), 0)::text as id from catalog_load where system = $1',
    values: [draft.system],
  });
  if (latest?.id !== draft.base) throw errors.draftOutdated();
  const [load] = await tx.query<{ id: string }>({
    text: `insert into catalog_load (system, version, source, loaded_at, effective, loaded, refused, name)
           values ($1, $2, $3, $4, $5::date, $6, $7, $8) returning id::text`,
    values: [
      draft.system,
      draft.version,
      draft.source,
      now.toISOString(),
      draft.effective,
      draft.rows,
      draft.refused.length,
      draft.name,
    ],
  });
  return load?.id ?? '0';
}

/** Codes of the file whose rows run into one another: each ends the day before the next begins. */
const closeOverlaps = `
update concept c set valid_to = later.next - 1 from (
  select code, valid_from, lead(valid_from) over (partition by code order by valid_from) as next
  from concept where system = $2 and code in (select code from concept_draft where draft = $1::bigint)) later
where c.system = $2 and c.code = later.code and c.valid_from = later.valid_from and later.next is not null
  and (c.valid_to is null or c.valid_to >= later.next)`;

async function write(tx: Sql, draft: DraftStanding, load: string): Promise<number> {
  const written = await tx.query({
    text: `${comparison} insert into concept (system, code, valid_from, valid_to, display, properties, load)
           select $2, code, valid_from, valid_to, display, properties, $5::bigint from beside
           where kind <> 'unchanged'
           on conflict (system, code, valid_from) do update
           set valid_to = excluded.valid_to, display = excluded.display, properties = excluded.properties, load = excluded.load
           returning code`,
    values: [...valuesOf(draft), load],
  });
  await tx.query({ text: closeOverlaps, values: [draft.id, draft.system] });
  return written.length;
}

async function endMissing(tx: Sql, draft: DraftStanding): Promise<number> {
  const ended = await tx.query({
    text: `${comparison} update concept c set valid_to = $3::date - 1 from missing
           where c.system = $2 and c.code = missing.code and c.valid_from <= $3::date
             and (c.valid_to is null or c.valid_to >= $3::date) returning c.code`,
    values: valuesOf(draft),
  });
  return ended.length;
}

/**
 * All of a draft, or nothing: rows that say something new are written, what they replace ends the day before, and codes that
 * the file does not have end when the person chose so.
 *
 * @throws terminology.unknownDraft, terminology.draftOutdated
 */
export function applyDraft(sql: Sql, { id, endMissing: isEnding, now }: Decision): Promise<Applied> {
  return sql.transaction(async (tx) => {
    await tx.query({ text: `select pg_advisory_xact_lock(hashtext('lienmach catalogs'))` });
    const draft = await readDraft(tx, id);
    const load = await openLoad(tx, draft, now);
    // first what ends: a code that the file brings with a later day would not be missing any more
    const ended = isEnding ? await endMissing(tx, draft) : 0;
    const written = await write(tx, draft, load);
    await tx.query({ text: 'update catalog_load set ended = $2 where id = $1', values: [load, ended] });
    await tx.query({ text: 'delete from catalog_draft where id = $1', values: [id] });
    return { system: draft.system, written, ended };
  });
}
