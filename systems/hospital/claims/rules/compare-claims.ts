/** @source none: what two tellings of a visit say differently */
import { type ClaimFile, rowsOf, textOf } from './claim-file.ts';

/** One field that the file and the record tell differently. */
export interface ClaimDifference {
  readonly table: string;
  /** counted from 1; 0: the number of rows differs */
  readonly row: number;
  readonly field: string;
  readonly inFile: string;
  readonly inRecord: string;
}

/** Where the record would tell the claim otherwise than the file does. A table with another number of rows is told once. */
export function compareClaims(file: ClaimFile, record: ClaimFile): ClaimDifference[] {
  const tables = new Set([...file.keys(), ...record.keys()]);
  return [...tables].flatMap((table) => {
    const [mine, theirs] = [rowsOf(file, table), rowsOf(record, table)];
    if (mine.length !== theirs.length)
      return [{ table, row: 0, field: '', inFile: String(mine.length), inRecord: String(theirs.length) }];
    return mine.flatMap((row, at) =>
      [...new Set([...row.keys(), ...(theirs[at]?.keys() ?? [])])].flatMap((field): ClaimDifference[] => {
        const [inFile, inRecord] = [textOf(row, field), textOf(theirs[at], field)];
        return inFile === inRecord ? [] : [{ table, row: at + 1, field, inFile, inRecord }];
      }),
    );
  });
}
