import { findClaimTable } from '../catalogs/claim-tables.ts';

/** One row of a table: its elements in their order. */
export type TableRow = readonly (readonly [name: string, value: string])[];
/** Rows by table code. */
export type Tables = ReadonlyMap<string, readonly TableRow[]>;

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64.replace(/\s/g, '')), (c) => c.charCodeAt(0));

/** The document of the browser: it loads nothing from elsewhere and runs nothing. */
function parse(base64: string): Element | undefined {
  const text = new TextDecoder('utf-8').decode(bytesOf(base64));
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const { documentElement } = new DOMParser().parseFromString(text, 'application/xml');
  return documentElement.getElementsByTagName('parsererror').length > 0 ? undefined : documentElement;
}

const childrenOf = (element: Element | undefined, name: string): Element[] =>
  [...(element?.children ?? [])].filter((one) => one.localName === name);

const textOf = (element: Element | undefined, name: string): string =>
  childrenOf(element, name)[0]?.textContent?.trim() ?? '';

const rowOf = (element: Element): TableRow =>
  [...element.children].map((one) => [one.localName, one.textContent?.trim() ?? ''] as const);

function rowsIn(code: string, root: Element | undefined): TableRow[] {
  const table = findClaimTable(code);
  if (root === undefined || table === undefined) return [];
  const { row, list } = table;
  if (row === undefined || list === undefined) return [rowOf(root)];
  const at = root.localName === list ? root : childrenOf(root, list)[0];
  return childrenOf(at, row).map(rowOf);
}

const tablesIn = (hoso: Element): Tables =>
  new Map(
    childrenOf(hoso, 'FILEHOSO').map((file) => {
      const code = textOf(file, 'LOAIHOSO');
      return [code, rowsIn(code, parse(textOf(file, 'NOIDUNGFILE')))] as const;
    }),
  );

export const fieldValue = (row: TableRow | undefined, name: string): string =>
  row?.find(([field]) => field === name)?.[1] ?? '';

/**
 * The tables of one claim in an envelope, for showing them. What judges an envelope is the server.
 *
 * @param claimId  MA_LK; without a match the first claim
 * @returns undefined when it cannot be read
 */
export function readTables(base64: string, claimId: string): Tables | undefined {
  try {
    const list = childrenOf(childrenOf(parse(base64), 'THONGTINHOSO')[0], 'DANHSACHHOSO')[0];
    const all = childrenOf(list, 'HOSO').map(tablesIn);
    return all.find((one) => fieldValue(one.get('XML1')?.[0], 'MA_LK') === claimId) ?? all[0];
  } catch {
    return undefined;
  }
}
