import { join } from 'node:path';
import type { importCatalog, LoadReport } from '@lienmach/terminology';
import { importCatalogFile } from './import-catalog-file.ts';

type Sql = Parameters<typeof importCatalog>[0];

const folder = join(import.meta.dirname, '..', 'seeds');

/** what a new site starts with, before it imports the full official files */
const seeds = ['provinces.json', 'ethnic-groups.json', 'countries.json', 'icd10.csv', 'routes.csv', 'ingredients.csv'];

/** Loads the small catalogs that ship with the product; only into a database that has none yet, so full imports are never overwritten. */
export async function importSeeds(sql: Sql, now: Date): Promise<LoadReport[]> {
  const [known] = await sql.query<{ loads: number }>({ text: 'select count(*)::int as loads from catalog_load' });
  if ((known?.loads ?? 0) > 0) return [];
  const reports: LoadReport[] = [];
  for (const file of seeds) {
    reports.push(
      await importCatalogFile(sql, { name: file.split('.')[0] ?? '', file: join(folder, file), version: 'seed', now }),
    );
  }
  return reports;
}
