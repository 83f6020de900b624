import type { Sql } from '@lienmach/fhir-store';
import { type Applied, applyDraft } from './apply-draft.ts';
import { type CatalogChange, type ChangeCounts, countChanges, listChanges } from './catalog-changes.ts';
import { type DraftRequest, type DraftStanding, makeDraft, readDraft } from './catalog-draft.ts';
import { type ConceptRow, columns, conceptOf } from './open-terminology.ts';
import type { Concept } from './terminology-contract.ts';

export type { CatalogChange, ChangeKind } from './catalog-changes.ts';
export type { DraftRequest } from './catalog-draft.ts';

/** One list as it lies on the shelf. */
export interface CatalogEdition {
  readonly system: string;
  /** absent: loaded by a release that did not write it down */
  readonly name?: string;
  readonly version: string;
  readonly source: string;
  readonly loadedAt: string;
  /** rows of the newest load */
  readonly loaded: number;
  readonly refused: number;
  /** codes in force on the day asked for */
  readonly inForce: number;
  /** first day after the day asked for on which something begins */
  readonly nextChange?: string;
}

/** A file that was read: what it would change, and what could not be read. */
export interface CatalogDraft extends DraftStanding {
  readonly counts: ChangeCounts;
  readonly changes: readonly CatalogChange[];
}

/** The catalogs as somebody looks after them: editions, history of a code, and new files with a look before they count. */
export interface CatalogShelf {
  editions(day: string): Promise<CatalogEdition[]>;
  /** every period of a code, newest first */
  history(system: string, code: string): Promise<Concept[]>;
  /** Reads a file beside the catalog; nothing changes yet. An older draft of the same catalog is thrown away. */
  draft(request: DraftRequest): Promise<CatalogDraft>;
  /** @throws terminology.unknownDraft */
  read(id: string, most?: number): Promise<CatalogDraft>;
  /**
   * The draft becomes part of the catalog, at its day. @param endMissing  codes that the file does not have end the day before
   * @throws terminology.unknownDraft, terminology.draftOutdated
   */
  apply(id: string, endMissing: boolean, now: Date): Promise<Applied>;
  /** @throws terminology.unknownDraft */
  discard(id: string): Promise<void>;
}

interface EditionRow {
  readonly system: string;
  readonly name: string | null;
  readonly version: string;
  readonly source: string;
  readonly loaded_at: string;
  readonly loaded: number;
  readonly refused: number;
  readonly in_force: number;
  readonly next_change: string | null;
}

async function editions(sql: Sql, day: string): Promise<CatalogEdition[]> {
  const rows = await sql.query<EditionRow>({
    text: `select load.system, load.name, load.version, load.source, load.loaded, load.refused,
             to_char(load.loaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as loaded_at,
             coalesce(held.in_force, 0)::int as in_force, held.next_change::text as next_change
           from (select distinct on (system, coalesce(name, '')) * from catalog_load order by system, coalesce(name, ''), id desc) load
           left join (select system, count(distinct code) filter (where valid_from <= $1::date and (valid_to is null or valid_to >= $1::date)) as in_force,
               min(valid_from) filter (where valid_from > $1::date and (valid_to is null or valid_to >= valid_from)) as next_change
             from concept group by system) held on held.system = load.system
           order by load.system, load.name`,
    values: [day],
  });
  return rows.map(({ loaded_at, in_force, next_change, name, ...row }) => ({
    ...row,
    ...(name === null ? {} : { name }),
    loadedAt: loaded_at,
    inForce: in_force,
    ...(next_change === null ? {} : { nextChange: next_change }),
  }));
}

/** changes that a preview shows; the counts are complete */
const MOST = 200;

async function look(sql: Sql, id: string, most: number): Promise<CatalogDraft> {
  const standing = await readDraft(sql, id);
  const [counts, changes] = await Promise.all([countChanges(sql, standing), listChanges(sql, standing, most)]);
  return { ...standing, counts, changes };
}

export function openCatalogShelf(sql: Sql): CatalogShelf {
  return {
    editions: (day) => editions(sql, day),
    async history(system, code) {
      const rows = await sql.query<ConceptRow>({
        text: `select ${columns} from concept where system = $1 and code = $2 order by concept.valid_from desc limit 100`,
        values: [system, code],
      });
      return rows.map((row) => conceptOf(system, row));
    },
    async draft(request) {
      return look(sql, await makeDraft(sql, request), MOST);
    },
    read: (id, most = MOST) => look(sql, id, most),
    apply: (id, endMissing, now) => applyDraft(sql, { id, endMissing, now }),
    async discard(id) {
      await readDraft(sql, id);
      await sql.query({ text: 'delete from catalog_draft where id = $1', values: [id] });
    },
  };
}
