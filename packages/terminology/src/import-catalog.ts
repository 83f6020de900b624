import type { Sql } from '@lienmach/fhir-store';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import { errors } from './errors.ts';
import type { Concept } from './terminology-contract.ts';

export interface CatalogLoad {
  readonly system: string;
  /** several lists may share a code system: codes of one, prices of the other */
  readonly name?: string;
  readonly version: string;
  /** the document the rows come from, as a person would cite it */
  readonly source: string;
  /** a row that could not be read is handed over as the refusal itself */
  readonly rows: Iterable<Omit<Concept, 'system'> | FhirError> | AsyncIterable<Omit<Concept, 'system'> | FhirError>;
  readonly now: Date;
  readonly onProgress?: (done: number) => void;
}

/** Every row is accounted for: loaded, or refused with its place (counted from 1) and reason. */
export interface LoadReport {
  readonly system: string;
  readonly loaded: number;
  readonly refused: readonly { readonly row: number; readonly reason: string }[];
}

const batch = 1000;

/**
 * Loads one catalog in one transaction: all accepted rows, or none. A code that is there with the same first day is replaced;
 * rows of other days stay for old visits.
 */
export async function importCatalog(sql: Sql, load: CatalogLoad): Promise<LoadReport> {
  return sql.transaction(async (tx) => {
    const loadId = await openLoad(tx, load);
    const refused: { row: number; reason: string }[] = [];
    const seen = new Set<string>();
    let waiting: Omit<Concept, 'system'>[] = [];
    let row = 0;
    let loaded = 0;
    const flush = async () => {
      await insert(tx, load.system, loadId, waiting);
      loaded += waiting.length;
      waiting = [];
      load.onProgress?.(row);
    };
    for await (const given of load.rows) {
      row++;
      const refusal = refusalOf(given, seen);
      if (refusal) refused.push({ row, reason: refusal.outcome.issue[0]?.details?.text ?? refusal.message });
      else if (!isFhirError(given) && waiting.push(given) === batch) await flush();
    }
    await flush();
    await tx.query({
      text: 'update catalog_load set loaded = $2, refused = $3 where id = $1',
      values: [loadId, loaded, refused.length],
    });
    return { system: load.system, loaded, refused };
  });
}

/** Why a row cannot be taken; undefined: it can. @param seen  code and first day of the rows before it */
export function refusalOf(given: Omit<Concept, 'system'> | FhirError, seen: Set<string>): FhirError | undefined {
  if (isFhirError(given)) return given;
  const { code, display, validFrom, validTo } = given;
  if (code === '') return errors.emptyCode({ at: 'CodeSystem.concept.code' });
  if (display === '') return errors.emptyDisplay({ code, at: 'CodeSystem.concept.display' });
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom)
    return errors.badPeriod({ code, at: 'CodeSystem.concept' });
  const key = `${code} ${validFrom ?? ''}`;
  if (seen.has(key)) return errors.repeatedCode({ code, at: 'CodeSystem.concept.code' });
  seen.add(key);
  return undefined;
}

async function openLoad(tx: Sql, { system, name, version, source, now }: CatalogLoad): Promise<number | string> {
  const [row] = await tx.query<{ id: number | string }>({
    text: 'insert into catalog_load (system, version, source, loaded_at, name) values ($1, $2, $3, $4, $5) returning id',
    values: [system, version, source, now.toISOString(), name ?? null],
  });
  return row?.id ?? 0;
}

async function insert(
  tx: Sql,
  system: string,
  load: number | string,
  rows: readonly Omit<Concept, 'system'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    name: 'concept_insert',
    text: `insert into concept (system, code, valid_from, valid_to, display, properties, load)
           select $1, code, coalesce(valid_from::date, '-infinity'), valid_to::date, display, properties, $2::bigint
           from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as new (code, valid_from, valid_to, display, properties)
           on conflict (system, code, valid_from) do update
           set valid_to = excluded.valid_to, display = excluded.display, properties = excluded.properties, load = excluded.load`,
    values: [
      system,
      load,
      rows.map((one) => one.code),
      rows.map((one) => one.validFrom ?? null),
      rows.map((one) => one.validTo ?? null),
      rows.map((one) => one.display.normalize('NFC')),
      rows.map((one) => JSON.stringify(one.properties)),
    ],
  });
}
