import type { ClaimTable } from '../catalogs/claim-table.ts';
import { claimTables } from '../catalogs/claim-tables.ts';
import { xml0 } from '../catalogs/xml0-check-in.ts';
import { type ClaimFile, type ClaimRow, rowsOf } from '../rules/claim-file.ts';

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML 1.0 cannot carry at all. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Nearly every value: nothing in it has to be looked at twice. */
const plain = /^[\u0020-\u0025\u0027-\u003B\u003D\u003F-\uD7FF]*$/;

const escapeText = (text: string): string =>
  plain.test(text) ? text : text.replace(unwritable, ' ').replace(/[&<>]/g, (c) => entities[c] ?? c);

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const rowXml = (name: string, row: ClaimRow): string =>
  element(name, [...row].map(([field, text]) => element(field, escapeText(text))).join(''));

function tableXml(table: ClaimTable, rows: readonly ClaimRow[]): string {
  const { row, list } = table;
  if (row === undefined || list === undefined) return rows.map((only) => rowXml(table.root, only)).join('');
  return element(table.root, element(list, rows.map((one) => rowXml(row, one)).join('')));
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

const fileXml = (table: ClaimTable, rows: readonly ClaimRow[]): string =>
  element(
    'FILEHOSO',
    element('LOAIHOSO', table.code) + element('NOIDUNGFILE', base64(DECLARATION + tableXml(table, rows))),
  );

export interface Envelope {
  /** MACSKCB */
  readonly facility: string;
  /** NGAYLAP, `yyyyMMdd` */
  readonly made: string;
  readonly claims: readonly ClaimFile[];
}

/**
 * The unsigned GIAMDINHHS envelope: one HOSO per claim, one FILEHOSO per table that has rows, inner documents in base64.
 *
 * @source Công văn 1245/BHXH-CNTT (03/05/2024) with annex (verified); QĐ 3176/QĐ-BYT (secondary)
 */
export function writeEnvelope({ facility, made, claims }: Envelope): string {
  const files = claims.map((claim) =>
    element(
      'HOSO',
      claimTables
        .map((table) => ({ table, rows: rowsOf(claim, table.code) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ table, rows }) => fileXml(table, rows))
        .join(''),
    ),
  );
  return [
    DECLARATION,
    '<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
    element('THONGTINDONVI', element('MACSKCB', escapeText(facility))),
    element(
      'THONGTINHOSO',
      element('NGAYLAP', made) +
        element('SOLUONGHOSO', String(claims.length)) +
        element('DANHSACHHOSO', files.join('')),
    ),
    '<CHUKYDONVI></CHUKYDONVI></GIAMDINHHS>',
  ].join('');
}

/**
 * The unsigned check-in: a document of its own, one row for each first cost.
 *
 * @source Công văn 1245/BHXH-CNTT (03/05/2024) with annex (verified); QĐ 3176/QĐ-BYT (secondary)
 */
export function writeCheckIn(rows: readonly ClaimRow[]): string {
  const list = element(xml0.list ?? '', rows.map((row) => rowXml(xml0.row ?? '', row)).join(''));
  return DECLARATION + element(xml0.root, `${list}<CHUKYDONVI></CHUKYDONVI>`);
}
