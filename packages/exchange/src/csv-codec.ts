import { CsvError, parse } from 'csv-parse/sync';
import type { Codec } from './codec.ts';
import { MOST_ROWS, sharedKeys } from './declared-rows.ts';
import { contentId, outcomeAnswer } from './document-codecs.ts';
import { errors } from './errors.ts';
import { decodeText } from './hl7-charset.ts';

type Options = Readonly<Record<string, string>>;

const MOST_COLUMNS = 500;
/** characters of one row */
const LONGEST_ROW = 100_000;
const delimiters: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t', bar: '|' };

const lineOf = ({ 'header-line': line = '1' }: Options): number => (/^[1-9]\d{0,2}$/.test(line) ? Number(line) : 1);

/** Cells row by row, exactly as many in each. @throws exchange.notReadable: a quote that does not close, a row too short or too long */
function cellsOf(text: string, options: Options): string[][] {
  const { delimiter = 'comma', quote = '"' } = options;
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiters[delimiter] ?? delimiter.slice(0, 1),
      quote: quote === 'none' ? null : quote.slice(0, 1),
      from_line: lineOf(options),
      to: MOST_ROWS + 2,
      max_record_size: LONGEST_ROW,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (error instanceof CsvError) throw errors.notReadable({ name: 'CSV', detail: error.code });
    throw error;
  }
}

function namesOf([first = []]: readonly string[][], { header = 'yes' }: Options): string[] {
  const names = header === 'no' ? first.map((_, at) => String(at + 1)) : first;
  if (names.length > MOST_COLUMNS) throw errors.notReadable({ name: 'CSV', detail: `${names.length} columns` });
  if (new Set(names).size < names.length) throw errors.notReadable({ name: 'CSV', detail: 'two columns of one name' });
  return names;
}

/** Each row by the names of its columns; without a header line they are called `1`, `2`, … @throws exchange.notReadable */
function rowsOf(text: string, options: Options): Readonly<Record<string, string>>[] {
  const cells = cellsOf(text, options);
  const names = namesOf(cells, options);
  const body = options.header === 'no' ? cells : cells.slice(1);
  if (body.length === 0) throw errors.notReadable({ name: 'CSV', detail: 'no row' });
  if (body.length > MOST_ROWS) throw errors.notReadable({ name: 'CSV', detail: `more than ${MOST_ROWS} rows` });
  return body.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

/**
 * A table: mappings are chosen by the option `message` of the channel and get its rows. `delimiter` (`comma`, `semicolon`,
 * `tab`, `bar` or the character), `quote` (`none`), `header` (`no`), `header-line`, `charset` say how it is written.
 *
 * @source RFC 4180 (verified against the behaviour of csv-parse)
 */
export const csvCodec: Codec = {
  name: 'csv',
  peek: () => ({ controlId: '' }),
  decode(raw, options = {}) {
    const content = rowsOf(decodeText(raw, options.charset, 'file'), options);
    return { type: options.message ?? 'csv', controlId: contentId(raw), content, ...sharedKeys(content, options) };
  },
  answer: outcomeAnswer,
};
