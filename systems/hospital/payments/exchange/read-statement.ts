import { parseVnDate } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import { parse } from 'csv-parse/sync';
import { type StatementFormat, statementFormats } from '../catalogs/statement-formats.ts';
import { errors } from '../errors.ts';

/** One movement of money as the file has it. */
export interface StatementLine {
  /** line of the file, for people */
  readonly row: number;
  readonly reference: string;
  /** `yyyy-MM-dd` */
  readonly day: string;
  /** whole đồng; below zero: money left */
  readonly dong: bigint;
  readonly memo: string;
}

export interface RefusedLine {
  readonly row: number;
  /** a sentence for the person who reads the file */
  readonly reason: string;
}

export interface Statement {
  readonly format: string;
  /** the account the file says it is of */
  readonly account: string | undefined;
  readonly lines: readonly StatementLine[];
  readonly refused: readonly RefusedLine[];
}

interface FileRow {
  readonly row: number;
  readonly cells: readonly string[];
}

type Columns = Readonly<Record<'date' | 'reference' | 'memo' | 'credit', number>> & { readonly debit: number };

/** rows above the heads: name of the bank, of the account, of the period */
const MOST_PREAMBLE = 40;
const MOST_ROWS = 5000;
/** columns of a table; a row that has more is none */
const MOST_COLUMNS = 60;
/** one row after another is read, and no more of them than may be taken */
const MOST_RECORDS = MOST_PREAMBLE + MOST_ROWS + 1;
/** whole đồng that one transfer stays below: what a decimal of the record still holds exactly */
const TOO_MUCH = 10n ** 13n;

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\([^)]*\)/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** @throws payments.statementUnreadable */
function textOf(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw errors.statementUnreadable({ at: 'file', why: 'tệp không theo bảng mã UTF-8' });
  }
}

function rowsOf(text: string, delimiter: string): FileRow[] {
  const rows: FileRow[] = [];
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      bom: true,
      to: MOST_RECORDS,
      on_record(cells: string[], { lines }) {
        rows.push({ row: lines, cells });
        return undefined;
      },
    });
  } catch {
    return [];
  }
  return rows;
}

/** Which column is what, when these are the heads of this bank. */
function columnsIn({ cells }: FileRow, format: StatementFormat): Columns | undefined {
  if (cells.length > MOST_COLUMNS) return undefined;
  const heads = cells.map(fold);
  const at = (names: readonly string[] | undefined): number => {
    const found = (names ?? []).map((name) => heads.indexOf(fold(name))).filter((index) => index >= 0);
    return found[0] ?? -1;
  };
  const columns = {
    date: at(format.date),
    reference: at(format.reference),
    memo: at(format.memo),
    credit: at(format.credit),
    debit: at(format.debit),
  };
  const needed =
    format.debit === undefined ? [columns.date, columns.credit] : [columns.date, columns.credit, columns.debit];
  return [...needed, columns.reference, columns.memo].every((index) => index >= 0) ? columns : undefined;
}

function findHeads(text: string) {
  for (const delimiter of [',', ';', '\t']) {
    const rows = rowsOf(text, delimiter);
    for (const [index, row] of rows.slice(0, MOST_PREAMBLE).entries()) {
      for (const format of statementFormats) {
        const columns = columnsIn(row, format);
        if (columns !== undefined)
          return { format, columns, above: rows.slice(0, index), below: rows.slice(index + 1) };
      }
    }
  }
  throw errors.statementUnreadable({ at: 'file', why: 'không thấy các cột ngày, số tham chiếu, số tiền, nội dung' });
}

/** `1.250.000`, `1,250,000.00`, `1250000`, with a sign. @returns undefined when it is no whole number of đồng */
export function statementDong(text: string): bigint | undefined {
  const plain = text.replace(/VND|đ|\s/gi, '').replace('−', '-');
  const isNumber =
    /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.0{1,2})?$/.test(plain) || /^[+-]?(\d+|\d{1,3}(\.\d{3})+)(,0{1,2})?$/.test(plain);
  if (!isNumber) return undefined;
  return BigInt(plain.replace(/[.,]0{1,2}$/, '').replace(/[.,+]/g, ''));
}

function dayOf(text: string): string | undefined {
  try {
    const day = parseVnDate(/^\S+/.exec(text.trim())?.[0] ?? '');
    return day.length === 10 ? day : undefined;
  } catch (thrown) {
    if (isFhirError(thrown)) return undefined;
    throw thrown;
  }
}

const refusal = (field: string): string => errors.rowUnreadable.issue({ field }).details?.text ?? field;

/** money that came, or below zero money that left; an empty cell is nothing */
function amountOf(cell: (index: number) => string, { credit, debit }: Columns): bigint | undefined {
  const came = cell(credit) === '' ? 0n : statementDong(cell(credit));
  const left = debit < 0 || cell(debit) === '' ? 0n : statementDong(cell(debit));
  if (came === undefined || left === undefined) return undefined;
  const dong = came - (left < 0n ? -left : left);
  return dong === 0n || dong >= TOO_MUCH || dong <= -TOO_MUCH ? undefined : dong;
}

function lineOf({ row, cells }: FileRow, columns: Columns): StatementLine | RefusedLine | undefined {
  const cell = (index: number): string => (cells[index] ?? '').trim();
  if (cells.length > MOST_COLUMNS) return { row, reason: refusal('số cột') };
  const written = cell(columns.reference);
  // sums and remarks below the table have neither day nor reference
  if (cell(columns.date) === '' && written === '') return undefined;
  const day = dayOf(cell(columns.date));
  if (day === undefined) return { row, reason: refusal('ngày') };
  const reference = written.replace(/\s+/g, '');
  if (!/^[0-9A-Za-z._:/-]{3,100}$/.test(reference)) return { row, reason: refusal('số tham chiếu') };
  const dong = amountOf(cell, columns);
  if (dong === undefined) return { row, reason: refusal('số tiền') };
  return { row, reference, day, dong, memo: cell(columns.memo).slice(0, 1000) };
}

/** `Số tài khoản: 0123456789` above the heads. */
function accountIn(above: readonly FileRow[]): string | undefined {
  for (const { cells } of above) {
    const line = cells.join(' ');
    const found = /\b(?:tai khoan|account)\b/.test(fold(line))
      ? /\d{6,19}/.exec(line.replace(/(?<=\d)[ .-](?=\d)/g, ''))
      : null;
    if (found !== null) return found[0];
  }
  return undefined;
}

/**
 * The rows of a bank's statement file: good rows as they are, bad rows with their reason, sums and remarks left out.
 *
 * @throws payments.statementUnreadable, payments.statementTooLarge
 * @source none: CSV files of corporate internet banking, see `catalogs/statement-formats.ts`
 */
export function readStatement(bytes: Uint8Array): Statement {
  const { format, columns, above, below } = findHeads(textOf(bytes));
  if (below.length > MOST_ROWS) throw errors.statementTooLarge({ at: 'file' });
  const read = below.flatMap((row) => lineOf(row, columns) ?? []);
  return {
    format: format.name,
    account: accountIn(above),
    lines: read.filter((line): line is StatementLine => 'dong' in line),
    refused: read.filter((line): line is RefusedLine => 'reason' in line),
  };
}
