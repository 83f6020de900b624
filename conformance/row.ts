/** One line of a table: what was executed for it, and how it went. */
export interface Row {
  readonly section: Section;
  readonly name: string;
  readonly cases: number;
  readonly passed: number;
  /** of searches: some case had to find something, some had to leave something out */
  readonly finds?: boolean;
  readonly excludes?: boolean;
  /** why nothing is executed: such a row is counted apart and never as passed */
  readonly listed?: string;
  readonly failures: readonly string[];
}

export const sections = [
  'Interactions',
  'Search parameter types',
  'Modifiers',
  'Prefixes',
  'Forms of a search',
  'Result parameters',
  'Operations',
  'Files of others',
  'Resource types',
  'Search parameters',
] as const;

export type Section = (typeof sections)[number];

/** A row holds when something was executed and all of it passed; a search also has to find and to leave out. */
export const isGood = (row: Row): boolean =>
  row.listed === undefined &&
  row.cases > 0 &&
  row.passed === row.cases &&
  row.finds !== false &&
  row.excludes !== false;

/** In one word, for the table. */
export function verdictOf(row: Row): string {
  if (row.listed !== undefined) return 'listed';
  if (row.cases === 0) return 'no case';
  if (row.passed < row.cases) return 'failed';
  if (row.finds === false) return 'finds nothing';
  return row.excludes === false ? 'excludes nothing' : 'passed';
}
