import { xuText, ZERO } from '@lienmach/core';
import { accountOf, type OwnAccounts } from '../catalogs/chart-of-accounts.ts';
import type { JournalEntry } from '../rules/journal-entry.ts';

const columns = [
  'ma_but_toan',
  'ngay',
  'loai',
  'so_chung_tu',
  'chung_tu_goc',
  'dien_giai',
  'tai_khoan',
  'ten_tai_khoan',
  'no',
  'co',
  'doi_tuong',
] as const;

/** so that spreadsheets read Vietnamese */
const MARK = '\uFEFF';
/** a spreadsheet would run a text that begins so */
const isFormula = /^[=+\-@\t\r]/;

/** @source RFC 4180, section 2: quotes around what holds a comma, a quote or a line break (verified) */
function cell(text: string): string {
  const safe = isFormula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const row = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

function rowsOf(entry: JournalEntry, own: OwnAccounts): string {
  return entry.lines
    .map((line) => {
      const { code, name } = accountOf(line.role, entry.day, own);
      const texts = [entry.id, entry.day, entry.kind, entry.number ?? '', entry.source, entry.text, code, name];
      const amounts = [line.debit, line.credit].map((amount) => (amount === ZERO ? '' : xuText(amount)));
      return row([...texts.map(cell), ...amounts, cell(entry.visit ?? '')]);
    })
    .join('');
}

/**
 * One line of text for each line of the journal, for accounting software. An entry keeps its number for ever, so that a file
 * loaded twice is recognised.
 *
 * @param isFirst  the first page carries the names of the columns
 */
export const journalCsv = (entries: readonly JournalEntry[], own: OwnAccounts, isFirst: boolean): string =>
  (isFirst ? MARK + row(columns) : '') + entries.map((entry) => rowsOf(entry, own)).join('');
