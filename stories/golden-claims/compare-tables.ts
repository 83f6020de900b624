import { type ExpectedRow, expectedRows, type GoldenCase } from './golden-case.ts';

/** Rows of a claim by table, read without our own reader. */
export type Tables = ReadonlyMap<string, readonly ReadonlyMap<string, string>[]>;

/** What a comparison found: figures looked at, what is off, and what is off without being a fault. */
export interface Compared {
  readonly figures: number;
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);
/** `80.00` and `80` are one number; no float looks at it */
const plain = (text: string): string => (isNumber(text) && text.includes('.') ? text.replace(/\.?0+$/, '') : text);

const isSame = (found: string | undefined, wanted: string): boolean =>
  found !== undefined && plain(found.trim()) === plain(wanted.trim());

interface Difference {
  readonly field: string;
  readonly words: string;
}

const differencesOf = (row: ReadonlyMap<string, string>, wanted: ExpectedRow, where: string): Difference[] =>
  Object.entries(wanted)
    .filter(([name, value]) => name !== 'line' && !isSame(row.get(name), value))
    .map(([name, value]) => ({
      field: `${where}.${name}`,
      words: `${where}.${name}: ${row.get(name) ?? '(none)'} ≠ ${value}`,
    }));

/** Rows may stand in any order: each expected row takes the row that differs least. */
function differencesOfTable(golden: GoldenCase, table: string, tables: Tables): Difference[] {
  const wanted = expectedRows(golden, table);
  const left = [...(tables.get(table) ?? [])];
  if (left.length !== wanted.length)
    return [{ field: table, words: `${table}: ${left.length} rows ≠ ${wanted.length}` }];
  return wanted.flatMap((row) => {
    const where = row.line === undefined ? table : `${table}[${row.line}]`;
    const [nearest] = left
      .map((candidate, at) => ({ at, different: differencesOf(candidate, row, where) }))
      .toSorted((a, b) => a.different.length - b.different.length);
    if (nearest === undefined) return [];
    left.splice(nearest.at, 1);
    return nearest.different;
  });
}

/** Every expected figure of a case against the tables that came back. */
export function compareTables(golden: GoldenCase, tables: Tables): Compared {
  const { expected } = golden;
  const named = (expected.tables ?? []).filter((table) => expected[table] !== undefined);
  const differences = named.flatMap((table) => differencesOfTable(golden, table, tables));
  const uncounted = new Set([...(expected.notCompared ?? []), ...(expected.noteOnly ?? [])]);
  const rows = named.flatMap((table) => expectedRows(golden, table));
  return {
    figures: rows.reduce((sum, row) => sum + Object.keys(row).filter((name) => name !== 'line').length, 0),
    faults: [
      ...(expected.absent ?? []).filter((table) => tables.has(table)).map((table) => `${table} should not be there`),
      ...(expected.tables ?? []).filter((table) => !tables.has(table)).map((table) => `${table} is missing`),
      ...differences.filter(({ field }) => !uncounted.has(field)).map(({ words }) => words),
    ],
    notes: differences.filter(({ field }) => expected.noteOnly?.includes(field)).map(({ words }) => words),
  };
}
