import { importCatalog, type LoadReport } from '@lienmach/terminology';
import type { CatalogDefinition } from './catalog-definition.ts';
import { catalogList } from './catalog-list.ts';
import { errors } from './errors.ts';
import { readCatalogFile } from './read-catalog-file.ts';

type Sql = Parameters<typeof importCatalog>[0];

export interface CatalogFile {
  readonly name: string;
  readonly file: string;
  /** how the source calls this edition; default the day of loading */
  readonly version?: string;
  readonly now: Date;
  readonly onProgress?: (done: number) => void;
}

/** @throws catalogs.unknownCatalog naming those there are */
export function findCatalog(name: string): CatalogDefinition {
  const definition = catalogList.find((one) => one.name === name);
  if (!definition)
    throw errors.unknownCatalog({ name, known: catalogList.map((one) => one.name).join(', '), at: 'name' });
  return definition;
}

/** Loads one official file; every row of it is counted as loaded or refused. */
export async function importCatalogFile(
  sql: Sql,
  { name, file, version, now, onProgress }: CatalogFile,
): Promise<LoadReport> {
  const definition = findCatalog(name);
  return importCatalog(sql, {
    system: definition.system,
    name: definition.name,
    version: version ?? now.toISOString().slice(0, 10),
    source: definition.source,
    rows: readCatalogFile(file, definition),
    now,
    ...(onProgress ? { onProgress } : {}),
  });
}
