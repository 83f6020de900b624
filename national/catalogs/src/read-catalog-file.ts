import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import type { Concept } from '@lienmach/terminology';
import { parse } from 'csv-parse';
import type { CatalogDefinition, CatalogRow } from './catalog-definition.ts';
import { errors } from './errors.ts';

/**
 * The rows of one official file as concepts, one after the other; a row whose code, price or period
 * cannot be what it says is handed on as its refusal.
 *
 * @throws catalogs.missingColumn, catalogs.unreadableFile
 */
export const readCatalogFile = (
  file: string,
  definition: CatalogDefinition,
): AsyncIterable<Omit<Concept, 'system'> | FhirError> => readCatalog(createReadStream(file), definition);

/** The same for a file that was uploaded. @throws catalogs.missingColumn, catalogs.unreadableFile */
export const readCatalogBytes = (
  bytes: Uint8Array,
  definition: CatalogDefinition,
): AsyncIterable<Omit<Concept, 'system'> | FhirError> => readCatalog(Readable.from([Buffer.from(bytes)]), definition);

async function* readCatalog(
  file: Readable,
  definition: CatalogDefinition,
): AsyncIterable<Omit<Concept, 'system'> | FhirError> {
  let isFirst = true;
  for await (const row of rowsOf(file, definition)) {
    if (isFirst) checkColumns(row, definition);
    isFirst = false;
    yield conceptOf(row, definition);
  }
}

function conceptOf(row: CatalogRow, { concept, codePattern }: CatalogDefinition): Omit<Concept, 'system'> | FhirError {
  try {
    const read = concept(row);
    return codePattern?.test(read.code) === false
      ? errors.badCode({ code: read.code, at: 'CodeSystem.concept.code' })
      : read;
  } catch (thrown) {
    if (isFhirError(thrown)) return thrown;
    throw thrown;
  }
}

function checkColumns(row: CatalogRow, { columns }: CatalogDefinition): void {
  const missing = columns.find((column) => !(column in row));
  if (missing !== undefined) throw errors.missingColumn({ column: missing, at: 'CodeSystem' });
}

async function* rowsOf(file: Readable, { format, rowsAt }: CatalogDefinition): AsyncIterable<CatalogRow> {
  try {
    yield* format === 'csv' ? readCsv(file) : await readJson(file, rowsAt);
  } catch (thrown) {
    if (isFhirError(thrown)) throw thrown;
    throw errors.unreadableFile({ detail: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

const readCsv = (file: Readable): AsyncIterable<CatalogRow> =>
  file.pipe(
    parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: true, max_record_size: 100_000 }),
  );

async function readJson(file: Readable, rowsAt: string | undefined): Promise<Iterable<CatalogRow>> {
  const content = JSON.parse((await buffer(file)).toString('utf8')) as unknown;
  const rows = rowsAt === undefined ? content : (content as Record<string, unknown>)[rowsAt];
  if (!Array.isArray(rows)) throw errors.unreadableFile({ detail: 'not a list of rows' });
  return rows as CatalogRow[];
}
