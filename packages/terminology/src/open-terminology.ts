import type { Sql } from '@lienmach/fhir-store';
import { errors } from './errors.ts';
import type { Concept, Terminology } from './terminology-contract.ts';
import { WordIndex } from './word-index.ts';

export interface ConceptRow {
  readonly code: string;
  readonly display: string;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly properties: string;
}

interface LoadedIndex {
  readonly load: string;
  readonly words: WordIndex;
}

const nothing = new WordIndex([]);
const longestFilter = 200;
/** of `concept`, as `ConceptRow` has them */
export const columns = `code, display, nullif(valid_from, '-infinity')::text as valid_from, valid_to::text as valid_to, properties`;
const dayOf = (date: string): number => Number(date.replaceAll('-', ''));

/** Catalogs out of the database; the words of a catalog are read once per load and kept. */
export function openTerminology(sql: Sql): Terminology {
  const indexes = new Map<string, Promise<LoadedIndex>>();

  async function latestLoad(system: string): Promise<string> {
    const [latest] = await sql.query<{ load: string }>({
      name: 'catalog_latest',
      text: 'select coalesce(max(id), 0)::text as load from catalog_load where system = $1',
      values: [system],
    });
    return latest?.load ?? '0';
  }

  async function words(system: string): Promise<WordIndex> {
    const load = await latestLoad(system);
    if (load === '0') return nothing; // never remembered: a name that anybody may have made up
    const known = await indexes.get(system);
    if (known?.load === load) return known.words;
    const fresh = readWords(sql, system).then((made) => ({ load, words: made }));
    indexes.set(system, fresh);
    fresh.catch(() => indexes.delete(system));
    return (await fresh).words;
  }

  return {
    async lookup({ system, code, date }) {
      const [row] = await sql.query<ConceptRow>({
        name: 'concept_lookup',
        text: `select ${columns} from concept where system = $1 and code = $2 and valid_from <= $3::date and (valid_to is null or valid_to >= $3::date) order by concept.valid_from desc limit 1`,
        values: [system, code, date],
      });
      return row && conceptOf(system, row);
    },
    async expand({ system, filter = '', date, count = 20, offset = 0 }) {
      if (filter.length > longestFilter) throw errors.filterTooLong({ limit: longestFilter, at: 'filter' });
      const codes = (await words(system)).find(filter, dayOf(date));
      const wanted = codes.slice(offset, offset + count);
      const rows = await sql.query<ConceptRow>({
        name: 'concept_page',
        text: `select ${columns} from concept where system = $1 and code = any($2::text[]) and valid_from <= $3::date and (valid_to is null or valid_to >= $3::date)`,
        values: [system, wanted, date],
      });
      const byCode = new Map(rows.map((row) => [row.code, row]));
      return {
        total: codes.length,
        concepts: wanted.flatMap((code) => byCode.get(code) ?? []).map((row) => conceptOf(system, row)),
      };
    },
    async edition(system) {
      const load = await latestLoad(system);
      return load === '0' ? undefined : load;
    },
    async all({ system, date }) {
      const rows = await sql.query<ConceptRow>({
        name: 'concept_all',
        text: `select ${columns} from concept where system = $1 and concept.valid_from <= $2::date and (concept.valid_to is null or concept.valid_to >= $2::date) order by code`,
        values: [system, date],
      });
      return rows.map((row) => conceptOf(system, row));
    },
    async translate({ map, system, code, date }) {
      const rows = await sql.query<{ system: string; code: string; display: string | null; equivalence: string }>({
        name: 'concept_translate',
        text: `select target_system as system, target_code as code, target_display as display, equivalence from concept_map
               where map = $1 and system = $2 and code = $3 and valid_from <= $4::date and (valid_to is null or valid_to >= $4::date) order by target_code`,
        values: [map, system, code, date],
      });
      return rows.map(({ display, ...row }) => ({ ...row, ...(display === null ? {} : { display }) }));
    },
  };
}

async function readWords(sql: Sql, system: string): Promise<WordIndex> {
  const rows = await sql.query<{
    code: string;
    display: string;
    from: string | null;
    to: string | null;
    common: boolean;
  }>({
    text: `select code, display, to_char(nullif(valid_from, '-infinity'), 'YYYYMMDD') as "from", to_char(valid_to, 'YYYYMMDD') as "to", properties like '%"common":true%' as common from concept where system = $1 order by code`,
    values: [system],
  });
  return new WordIndex(
    rows.map((row) => ({
      code: row.code,
      display: row.display,
      isCommon: row.common,
      from: Number(row.from ?? 0),
      to: Number(row.to ?? 99_999_999),
    })),
  );
}

export function conceptOf(system: string, row: ConceptRow): Concept {
  return {
    system,
    code: row.code,
    display: row.display,
    ...(row.valid_from === null ? {} : { validFrom: row.valid_from }),
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
    properties: JSON.parse(row.properties) as Concept['properties'],
  };
}
