import { fieldValue, type TableRow, type Tables } from './read-tables.ts';

/** One field that is not the same in both. */
export interface Difference {
  readonly table: string;
  /** counted from 1 */
  readonly row: number;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly same: number;
}

/** fields of both, in the order of the one that has more of them */
function fieldsOf(before: TableRow = [], after: TableRow = []): string[] {
  const [more, less] = after.length >= before.length ? [after, before] : [before, after];
  return [...new Set([...more, ...less].map(([name]) => name))];
}

/** Field by field, row by row: what was sent, and what the record says now. */
export function compareTables(before: Tables, after: Tables): Comparison {
  const codes = [...new Set([...before.keys(), ...after.keys()])];
  const differences: Difference[] = [];
  let same = 0;
  for (const table of codes) {
    const [old, now] = [before.get(table) ?? [], after.get(table) ?? []];
    for (let at = 0; at < Math.max(old.length, now.length); at += 1) {
      for (const field of fieldsOf(old[at], now[at])) {
        const values = { before: fieldValue(old[at], field), after: fieldValue(now[at], field) };
        if (values.before === values.after) same += 1;
        else differences.push({ table, row: at + 1, field, ...values });
      }
    }
  }
  return { differences, same };
}
