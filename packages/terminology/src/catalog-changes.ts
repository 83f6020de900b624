import type { Sql } from '@lienmach/fhir-store';
import type { DraftStanding } from './catalog-draft.ts';
import type { Concept } from './terminology-contract.ts';

/** `missing`: in force now and not in the file; whether it ends is the person's choice. */
export type ChangeKind = 'added' | 'changed' | 'missing';

export interface CatalogChange {
  readonly kind: ChangeKind;
  readonly code: string;
  readonly display: string;
  /** first day of the new row; of a missing code the first day without it */
  readonly from: string;
  readonly before?: { readonly display: string; readonly properties: Concept['properties'] };
  readonly after?: { readonly display: string; readonly properties: Concept['properties'] };
}

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly missing: number;
}

/**
 * Each row of a draft beside what is in force on its first day, and codes in force on the day of the draft that it does not
 * have. `$1` is the draft, `$2` its system, `$3` its day, `$4` the property that makes a concept one of this list.
 */
export const comparison = `
with beside as (
  select d.code, d.valid_from, d.valid_to, d.display, d.properties,
         c.display as old_display, c.properties as old_properties,
         case when c.code is null then 'added'
              when c.display = d.display and c.properties::jsonb = d.properties::jsonb
                and c.valid_to is not distinct from d.valid_to then 'unchanged'
              else 'changed' end as kind
  from concept_draft d
  left join lateral (
    select * from concept c where c.system = $2 and c.code = d.code and c.valid_from <= d.valid_from
      and (c.valid_to is null or c.valid_to >= d.valid_from) order by c.valid_from desc limit 1) c on true
  where d.draft = $1::bigint
), missing as (
  select distinct on (c.code) c.code, c.display, c.properties from concept c
  where c.system = $2 and c.valid_from <= $3::date and (c.valid_to is null or c.valid_to >= $3::date)
    and ($4::text is null or c.properties::jsonb ? $4::text)
    and not exists (select 1 from concept_draft d where d.draft = $1::bigint and d.code = c.code)
  order by c.code, c.valid_from desc
)`;

/** for `comparison` */
export const valuesOf = ({ id, system, effective, holds }: DraftStanding): readonly (string | null)[] => [
  id,
  system,
  effective,
  holds,
];

export async function countChanges(sql: Sql, draft: DraftStanding): Promise<ChangeCounts> {
  const rows = await sql.query<{ kind: string; count: number }>({
    text: `${comparison} select kind, count(*)::int as count from beside group by kind
           union all select 'missing', count(*)::int from missing`,
    values: valuesOf(draft),
  });
  const of = (kind: string): number => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { added: of('added'), changed: of('changed'), unchanged: of('unchanged'), missing: of('missing') };
}

interface ChangeRow {
  readonly kind: ChangeKind;
  readonly code: string;
  readonly from: string;
  readonly display: string | null;
  readonly properties: string | null;
  readonly old_display: string | null;
  readonly old_properties: string | null;
}

const side = (display: string | null, properties: string | null) =>
  display === null || properties === null
    ? undefined
    : { display, properties: JSON.parse(properties) as Concept['properties'] };

/** What would change, what ends first, at most `most` of each kind. */
export async function listChanges(sql: Sql, draft: DraftStanding, most: number): Promise<CatalogChange[]> {
  const rows = await sql.query<ChangeRow>({
    text: `${comparison}, listed as (
             select 'missing' as kind, 1 as place, code, $3::date as "from", null as display, null as properties,
               display as old_display, properties as old_properties from missing
             union all select kind, case kind when 'changed' then 2 else 3 end, code, valid_from, display, properties,
               old_display, old_properties from beside where kind <> 'unchanged')
           select kind, code, "from"::text, display, properties, old_display, old_properties from (
             select listed.*, row_number() over (partition by kind order by code, "from") as rank from listed) ranked
           where rank <= ${Math.trunc(most)} order by place, code, "from"`,
    values: valuesOf(draft),
  });
  return rows.map((row) => {
    const [before, after] = [side(row.old_display, row.old_properties), side(row.display, row.properties)];
    const display = after?.display ?? before?.display ?? '';
    const { kind, code, from } = row;
    return { kind, code, from, display, ...(before ? { before } : {}), ...(after ? { after } : {}) };
  });
}
