import { errors } from './errors.ts';

type Options = Readonly<Record<string, string>>;

/** One row of a table, or what repeats in a tree, read by what the channel declares. */
export interface DeclaredRow {
  /** What stands where `column.<field>` of the channel points; empty: nothing there, or not declared. */
  get(field: string): string;
  /** what stands in a column or place by its own name */
  at(place: string): string;
}

/** rows of one message: more is no message but an archive */
export const MOST_ROWS = 5000;
const DEEPEST = 100;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const childOf = (value: unknown, name: string): unknown =>
  isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  // several are told as several: whoever needs one value finds that it is none
  if (Array.isArray(value)) return value.slice(0, 50).map(wordsOf).filter(Boolean).join(' ');
  return wordsOf(value);
}

function wordsOf(value: unknown): string {
  const words = isRecord(value) ? childOf(value, '#text') : value;
  return typeof words === 'string' || typeof words === 'number' ? String(words).trim() : '';
}

/** A list of one stands for what is in it, so that `Sample/Result` means the same in XML and JSON. */
const single = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

/** @param chain  from the whole message down to the row */
function placed(chain: readonly unknown[], place: string): string {
  const own = childOf(chain.at(-1), place);
  if (own !== undefined) return textOf(own);
  const steps = place.split('/');
  const up = steps.findIndex((step) => step !== '..');
  let value = chain.at(-1 - Math.max(up, 0));
  for (const step of up < 0 ? [] : steps.slice(up)) value = childOf(single(value), step);
  return textOf(single(value));
}

function rowOf(chain: readonly unknown[], options: Options): DeclaredRow {
  const at = (place: string): string => placed(chain, place);
  return {
    at,
    get(field) {
      const place = options[`column.${field}`];
      return place === undefined || place === '' ? '' : at(place);
    },
  };
}

function* chainsOf(chain: readonly unknown[], path: readonly string[], depth = 0): Generator<readonly unknown[]> {
  const value = chain.at(-1);
  if (depth > DEEPEST) throw errors.notReadable({ name: 'rows', detail: 'too deep' });
  if (Array.isArray(value)) {
    for (const one of value) yield* chainsOf([...chain.slice(0, -1), one], path, depth + 1);
    return;
  }
  const [step, ...rest] = path;
  if (step === undefined) yield chain;
  else if (isRecord(value) && Object.hasOwn(value, step)) yield* chainsOf([...chain, value[step]], rest, depth + 1);
}

/**
 * What repeats in a message of a channel, wherever it came from: the rows of a table, or what the path of option `rows`
 * leads to in XML (from below the root) and JSON. `column.<field>` says where a field stands: the name of a column or a
 * path below the row; `../` goes up, `@name` is an attribute.
 *
 * @throws exchange.notReadable when there are too many
 */
export function declaredRows(content: unknown, options: Options): DeclaredRow[] {
  const path = (options.rows ?? '').split('/').filter(Boolean);
  const rows: DeclaredRow[] = [];
  for (const chain of chainsOf([content], path)) {
    if (rows.length === MOST_ROWS) throw errors.notReadable({ name: 'rows', detail: `more than ${MOST_ROWS} rows` });
    rows.push(rowOf(chain, options));
  }
  return rows;
}

/** One patient, one tube or order of the whole message: the message can be found by them. */
export function sharedKeys(content: unknown, options: Options): { patientKey?: string; orderKey?: string } {
  if (options['column.code'] === undefined && options['column.values'] === undefined) return {};
  const rows = declaredRows(content, options);
  const shared = (field: string): string | undefined => {
    const told = new Set(rows.map((row) => row.get(field)).filter((value) => value !== ''));
    return told.size === 1 ? [...told][0]?.slice(0, 200) : undefined;
  };
  const [patientKey, orderKey] = [shared('patient'), shared('order') ?? shared('tube')];
  return { ...(patientKey === undefined ? {} : { patientKey }), ...(orderKey === undefined ? {} : { orderKey }) };
}
