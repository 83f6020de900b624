import type { Sql } from '@lienmach/fhir-store';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import { errors } from './errors.ts';
import { refusalOf } from './import-catalog.ts';
import type { Concept } from './terminology-contract.ts';

export interface DraftRequest {
  readonly system: string;
  readonly name: string;
  /** only concepts with this property belong to the list: prices among all services */
  readonly holds?: string;
  readonly version: string;
  /** the document the rows come from, as a person would cite it */
  readonly source: string;
  /** first day of rows that name none themselves, and the day after the last of codes that end */
  readonly effective: string;
  readonly by: string;
  readonly rows: Iterable<Omit<Concept, 'system'> | FhirError> | AsyncIterable<Omit<Concept, 'system'> | FhirError>;
  readonly now: Date;
}

export interface DraftStanding {
  readonly id: string;
  readonly system: string;
  readonly name: string;
  readonly holds: string | null;
  readonly version: string;
  readonly source: string;
  readonly effective: string;
  /** rows that could be read */
  readonly rows: number;
  readonly refused: readonly { readonly row: number; readonly reason: string }[];
  /** number of the load that the catalog stood at when the draft was made */
  readonly base: string;
}

const batch = 1000;
/** refused rows that are kept with their reasons */
const mostRefused = 500;

type Row = Omit<Concept, 'system'>;

async function insert(tx: Sql, draft: string, effective: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    name: 'concept_draft_insert',
    text: `insert into concept_draft (draft, code, valid_from, valid_to, display, properties)
           select $1::bigint, code, coalesce(valid_from::date, $2::date), valid_to::date, display, properties
           from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as new (code, valid_from, valid_to, display, properties)
           on conflict (draft, code, valid_from) do nothing`,
    values: [
      draft,
      effective,
      rows.map((one) => one.code),
      rows.map((one) => one.validFrom ?? null),
      rows.map((one) => one.validTo ?? null),
      rows.map((one) => one.display.normalize('NFC')),
      rows.map((one) => JSON.stringify(one.properties)),
    ],
  });
}

async function open(tx: Sql, request: DraftRequest): Promise<string> {
  const { system, name, holds, version, source, effective, by, now } = request;
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString();
  await tx.query({ text: 'delete from catalog_draft where name = $1 or made_at < $2', values: [name, yesterday] });
  const [made] = await tx.query<{ id: string }>({
    text: `insert into catalog_draft (system, version, source, effective, made_by, made_at, name, holds, base)
           select $1, $2, $3, $4::date, $5, $6, $7, $8, coalesce(max(id), 0) from catalog_load where system = $1 returning id::text`,
    values: [system, version, source, effective, by, now.toISOString(), name, holds ?? null],
  });
  return made?.id ?? '0';
}

/** Reads all rows beside the catalog, a thousand at a time. @returns id of the draft */
export function makeDraft(sql: Sql, request: DraftRequest): Promise<string> {
  return sql.transaction(async (tx) => {
    const id = await open(tx, request);
    const refused: { row: number; reason: string }[] = [];
    const seen = new Set<string>();
    let waiting: Row[] = [];
    let row = 0;
    const flush = async () => {
      await insert(tx, id, request.effective, waiting);
      waiting = [];
    };
    for await (const given of request.rows) {
      row++;
      const refusal = refusalOf(given, seen);
      if (refusal) refused.push({ row, reason: refusal.outcome.issue[0]?.details?.text ?? refusal.message });
      else if (!isFhirError(given) && waiting.push(given) === batch) await flush();
    }
    await flush();
    const kept = JSON.stringify(refused.slice(0, mostRefused));
    await tx.query({ text: 'update catalog_draft set refused = $2 where id = $1', values: [id, kept] });
    return id;
  });
}

/** @throws terminology.unknownDraft */
export async function readDraft(sql: Sql, id: string): Promise<DraftStanding> {
  const [found] = /^\d{1,18}$/.test(id)
    ? await sql.query<Omit<DraftStanding, 'refused'> & { refused: string }>({
        text: `select id::text, system, name, holds, version, source, effective::text, refused, base::text,
                 (select count(*)::int from concept_draft where draft = catalog_draft.id) as rows
               from catalog_draft where id = $1`,
        values: [id],
      })
    : [];
  if (found === undefined) throw errors.unknownDraft({ detail: id.slice(0, 20) });
  return { ...found, refused: JSON.parse(found.refused) as DraftStanding['refused'] };
}
