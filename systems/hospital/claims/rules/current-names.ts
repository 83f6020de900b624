import { type FormerStandard, formerStandards } from '../catalogs/former-names.ts';
import { type ClaimFile, type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import { dayOfDigits } from './claim-values.ts';

/**
 * The standard that a claim is written in: told by elements that no other has, else by the end of care.
 *
 * @source QĐ 4210/QĐ-BYT, QĐ 4750/QĐ-BYT, QĐ 3176/QĐ-BYT: days of validity (verified)
 */
export function standardOf(claim: ClaimFile): FormerStandard | undefined {
  const [row] = rowsOf(claim, 'XML1');
  const marked = formerStandards.find(({ marks }) => marks.some((name) => row?.has(name)));
  if (marked !== undefined) return marked;
  const left = dayOfDigits(textOf(row, 'NGAY_RA'));
  return formerStandards.findLast(({ marks, to }) => marks.length === 0 && left <= to);
}

/** The row with its elements under their names of today; an element that is there under both keeps today's. */
function renamedRow(table: string, row: ClaimRow, standard: FormerStandard): ClaimRow {
  const names = standard.fields.filter((one) => one.table === table);
  const renamed = new Map(row);
  for (const { from, to, codes, length } of names) {
    const text = row.get(from);
    if (text === undefined) continue;
    if (from !== to) renamed.delete(from);
    if (from === to || !renamed.has(to)) renamed.set(to, (codes?.[text] ?? text).slice(0, length));
  }
  return renamed;
}

/** Birth may be told to the day only, and a share of the price stood for both shares. */
function completed(table: string, row: ClaimRow): ClaimRow {
  const more = new Map(row);
  const birth = textOf(row, 'NGAY_SINH');
  if (table === 'XML1' && /^\d{4}(?:\d{4})?$/.test(birth)) more.set('NGAY_SINH', birth.padEnd(12, '0'));
  if (table === 'XML3') {
    if (!row.has('DON_GIA_BV')) more.set('DON_GIA_BV', textOf(row, 'DON_GIA_BH'));
    if (!row.has('TYLE_TT_BH')) more.set('TYLE_TT_BH', '100');
  }
  if (table === 'XML2' && !row.has('T_NGUONKHAC_CL')) more.set('T_NGUONKHAC_CL', textOf(row, 'T_NGUONKHAC'));
  if (table === 'XML3' && !row.has('T_NGUONKHAC_CL')) more.set('T_NGUONKHAC_CL', textOf(row, 'T_NGUONKHAC'));
  return more;
}

/** The machine stood in XML4; today it stands with the service. */
function withDevices(claim: ClaimFile): ClaimFile {
  const devices = new Map(rowsOf(claim, 'XML4').map((row) => [textOf(row, 'MA_DICH_VU'), textOf(row, 'MA_MAY')]));
  const services = rowsOf(claim, 'XML3').map((row): ClaimRow => {
    const device = devices.get(textOf(row, 'MA_DICH_VU')) ?? '';
    return row.has('MA_MAY') || device === '' ? row : new Map([...row, ['MA_MAY', device]]);
  });
  return services.length === 0 ? claim : new Map([...claim, ['XML3', services]]);
}

const OLDEST = '4210';

/**
 * The claim under the names in force. QĐ 4210 is read only: it knew neither a hospital price beside the insurance price nor
 * sources of support, so these are taken to be equal, and the rest of support to be all of it.
 *
 * @source QĐ 4210/QĐ-BYT (20/09/2017); QĐ 3176/QĐ-BYT (29/10/2024): names verified, the two equalities are our own reading (unsure)
 */
export function inCurrentNames(claim: ClaimFile): { readonly claim: ClaimFile; readonly standard: string } {
  const standard = standardOf(claim);
  if (standard === undefined) return { claim, standard: '3176' };
  const isOldest = standard.code === OLDEST;
  const renamed: ClaimFile = new Map(
    [...claim].map(([table, rows]) => [
      table,
      rows.map((row) => {
        const current = renamedRow(table, row, standard);
        return isOldest ? completed(table, current) : current;
      }),
    ]),
  );
  return { claim: isOldest ? withDevices(renamed) : renamed, standard: standard.code };
}

/** Elements that no standard names in this table, with where they stand. @source QĐ 3176/QĐ-BYT (29/10/2024), tables (secondary) */
export function unknownElements(
  claim: ClaimFile,
  fieldsOf: (table: string) => readonly string[],
): { readonly where: string; readonly text: string }[] {
  const dropped = new Map(formerStandards.flatMap(({ dropped: one }) => Object.entries(one)));
  return [...claim].flatMap(([table, rows]) => {
    const known = new Set([...fieldsOf(table), ...(dropped.get(table) ?? [])]);
    return rows.flatMap((row, at) =>
      [...row].flatMap(([name, text]) => (known.has(name) ? [] : [{ where: `${table}[${at + 1}].${name}`, text }])),
    );
  });
}
