import type { Concept } from '@lienmach/terminology';

export type CatalogRow = Readonly<Record<string, string>>;

/** How one official file becomes concepts: data, so that a new list is a new entry and no new code. */
export interface CatalogDefinition {
  /** as `import-catalog` calls it */
  readonly name: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly system: string;
  readonly format: 'csv' | 'json';
  /** JSON files may hold their rows under a key */
  readonly rowsAt?: string;
  readonly columns: readonly string[];
  /** columns that may be there */
  readonly optional?: readonly string[];
  readonly codePattern?: RegExp;
  readonly concept: (row: CatalogRow) => Omit<Concept, 'system'>;
  /** the document in force, as a person would cite it */
  readonly source: string;
}
