import type { AstmMessage, AstmRecord } from './astm-message.ts';
import { errors } from './errors.ts';
import { decodeText } from './hl7-charset.ts';
import { type Delimiters, unescapeHl7 } from './hl7-escape.ts';

const MOST_RECORDS = 10_000;
const MOST_FIELDS = 500;

/** How deep a record stands; one may stand at most one level below the record before it. `C` and `M` stand anywhere. */
const levels: Readonly<Record<string, number>> = { H: 0, P: 1, Q: 1, S: 1, L: 1, O: 2, R: 3 };

/** L.3: the sender ended as it meant to. `T` and `R` broke off, `E` and `Q` are errors. */
const goodEnds: ReadonlySet<string> = new Set(['', 'N', 'F', 'I']);

/** @param charset  of the channel, name of HL7 table 0211; default UTF-8. @throws also every refusal of `decodeText` */
export const readAstm = (bytes: Uint8Array, charset?: string): AstmMessage => parseAstm(decodeText(bytes, charset));

/**
 * Delimiters come from each `H`; records end in CR, LF or CRLF; empty lines and notes (`# …`) between records are skipped.
 * Several messages may follow each other. Everything must be there: a header, a terminator, records in their levels, and
 * numbers without a gap, else nothing is read.
 *
 * Kinder than asked: an order may come without a patient, for many machines know the tube alone.
 *
 * @throws exchange.notAstm, exchange.astmOrder, exchange.astmCut, exchange.tooLarge
 * @source ASTM E1394-97 / CLSI LIS2-A2, message structure, delimiters, levels and terminator (verified in public descriptions)
 */
export function parseAstm(text: string): AstmMessage {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  if (lines.length > MOST_RECORDS) throw errors.tooLarge({ detail: `${lines.length} records` });
  const order = new RecordOrder();
  let delimiters: Delimiters | undefined;
  const records: AstmRecord[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('H')) delimiters = delimitersOf(line);
    if (delimiters === undefined) throw errors.notAstm();
    const record = parseRecord(line, at + 1, delimiters);
    order.take(record);
    records.push(record);
  }
  const [header] = records;
  if (header === undefined) throw errors.notAstm();
  order.end();
  return { type: typeOf(records), controlId: header.get(3), records };
}

function delimitersOf(header: string): Delimiters {
  const marks = header.slice(1, 5);
  const [field, repetition, component, mark] = marks;
  const isComplete = field !== undefined && repetition !== undefined && component !== undefined && mark !== undefined;
  if (!isComplete || new Set(marks).size !== 4 || /[\p{L}\p{N}\p{C}\s]/u.test(marks)) throw errors.notAstm();
  // ASTM knows no subcomponents: the sequence for one stays as it was written
  return { field, repetition, component, escape: mark, subcomponent: `${mark}T${mark}` };
}

function parseRecord(line: string, number: number, delimiters: Delimiters): AstmRecord {
  const raw = line.split(delimiters.field);
  const [name = ''] = raw;
  if (!/^[HPORCQSML]$/.test(name)) throw errors.astmOrder({ at: `record ${number}`, detail: 'unknown record type' });
  if (raw.length > MOST_FIELDS) throw errors.tooLarge({ at: name, detail: `${raw.length} fields` });
  const clean = (value: string): string => unescapeHl7(value, delimiters);
  const repeat = (field: number): string =>
    name === 'H' && field === 2 ? '' : (raw[field - 1]?.split(delimiters.repetition, 1)[0] ?? '');
  return {
    name,
    line: number,
    get: (field, component = 1) => clean(repeat(field).split(delimiters.component)[component - 1] ?? ''),
    whole: (field) => clean(repeat(field)),
    repeats(field) {
      const value = name === 'H' && field === 2 ? '' : (raw[field - 1] ?? '');
      if (value === '') return [];
      return value.split(delimiters.repetition).map((one) => one.split(delimiters.component).map(clean));
    },
  };
}

/** Watches over levels, numbers and ends while records come. */
class RecordOrder {
  #isOpen = false;
  #level = 0;
  readonly #numbers = new Map<string, number>();

  take(record: AstmRecord): void {
    const { name, line } = record;
    const refuse = (detail: string) => errors.astmOrder({ at: `record ${line}`, detail });
    if (name === 'H') {
      if (this.#isOpen) throw errors.astmCut({ at: `record ${line}`, detail: 'a header before the terminator' });
      this.#isOpen = true;
      this.#level = 0;
      this.#numbers.clear();
      return;
    }
    if (!this.#isOpen) throw refuse('outside a message');
    this.#takeLevel(name, refuse);
    this.#takeNumber(record, refuse);
    if (name === 'L') this.#close(record);
  }

  end(): void {
    if (this.#isOpen) throw errors.astmCut({ detail: 'no terminator' });
  }

  #takeLevel(name: string, refuse: (detail: string) => Error): void {
    const level = levels[name];
    if (level === undefined) return;
    const least = name === 'O' ? 0 : level - 1;
    if (this.#level < least) throw refuse(`${name} without the record above it`);
    this.#level = level;
  }

  /** A number begins at 1 again or goes on by one; a gap means that a record was lost or changed places. */
  #takeNumber(record: AstmRecord, refuse: (detail: string) => Error): void {
    const text = record.get(2).trim();
    if (text === '') return;
    const number = Number(text);
    const last = this.#numbers.get(record.name) ?? 0;
    if (number !== 1 && number !== last + 1) throw refuse(`${record.name} number ${text.slice(0, 6)} after ${last}`);
    this.#numbers.set(record.name, number);
  }

  #close(record: AstmRecord): void {
    const end = record.get(3);
    if (!goodEnds.has(end)) throw errors.astmCut({ at: 'L.3', detail: end.slice(0, 3) });
    this.#isOpen = false;
  }
}

/**
 * A control result in the manner of some machines: `Q|1|GLU^<lot>^<level>|102.5|mg/dL|<time>|N`. A query has neither a
 * value in field 4 with all three parts before it, nor a time in field 6.
 */
export const isControlRecord = (record: AstmRecord): boolean =>
  record.name === 'Q' &&
  [1, 2, 3].every((part) => record.get(3, part) !== '') &&
  record.get(4) !== '' &&
  /^\d{8,14}$/.test(record.get(6));

function typeOf(records: readonly AstmRecord[]): string {
  const isQuery = records.some((record) => record.name === 'Q' && !isControlRecord(record));
  const isResult = records.some((record) => record.name === 'R' || isControlRecord(record));
  if (isQuery && isResult) throw errors.astmOrder({ detail: 'a query among results' });
  if (isQuery) return 'ASTM^Q';
  if (isResult) return 'ASTM^R';
  return records.some(({ name }) => name === 'O') ? 'ASTM^O' : 'ASTM^H';
}
