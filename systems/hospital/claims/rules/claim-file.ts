/** @source none: how rows of a claim are read */

/** One row of a claim table: texts by element name, in the order in which they stand. */
export type ClaimRow = ReadonlyMap<string, string>;

/** One claim (HOSO): rows by table code. */
export type ClaimFile = ReadonlyMap<string, readonly ClaimRow[]>;

export const textOf = (row: ClaimRow | undefined, name: string): string => row?.get(name) ?? '';

/** Values joined by `;`; an empty text has none. */
export const listOf = (row: ClaimRow | undefined, name: string): string[] => {
  const text = textOf(row, name);
  return text === '' ? [] : text.split(';');
};

export const rowsOf = (claim: ClaimFile, table: string): readonly ClaimRow[] => claim.get(table) ?? [];
