import { type CategoryTable, type CytologyCategory, categoryTables } from '../catalogs/cytology-categories.ts';
import type { CytologyScheme } from '../catalogs/pathology-services.ts';

/**
 * The categories in force on a day.
 *
 * @param day  FHIR date on which the specimen came
 * @source none: the newest edition that had begun; editions are dated in the catalog
 */
export const categoryTableOn = (
  scheme: CytologyScheme,
  day: string,
  tables: readonly CategoryTable[] = categoryTables,
): CategoryTable | undefined =>
  tables.filter((one) => one.scheme === scheme && one.from <= day).toSorted((a, b) => b.from.localeCompare(a.from))[0];

/** @source none: a look-up */
export const categoryIn = (table: CategoryTable | undefined, code: string): CytologyCategory | undefined =>
  table?.categories.find((one) => one.code === code);
