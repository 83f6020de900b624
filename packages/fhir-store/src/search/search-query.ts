import { errors } from './errors.ts';
import { type Include, parseInclude } from './include-query.ts';
import { splitEscaped } from './split-escaped.ts';

/** One criterion as written: several of the same name are all required, `values` are alternatives (escapes still in). */
export interface RawCriterion {
  /** the whole name as written, for messages: `subject:Patient.identifier` */
  readonly written: string;
  readonly values: readonly string[];
}

export interface SortKey {
  readonly code: string;
  readonly descending: boolean;
}

/** A search, split into what is sought and how the answer shall look. */
export interface SearchQuery {
  readonly criteria: readonly RawCriterion[];
  readonly sort: readonly SortKey[];
  /** resources a page; 0 asks for the total only */
  readonly count: number;
  readonly total: 'none' | 'accurate';
  readonly summary: 'false' | 'true' | 'text' | 'data' | 'count';
  readonly elements: readonly string[];
  readonly includes: readonly Include[];
  readonly cursor?: string;
  /** every parameter as written, for the `self` link */
  readonly written: readonly (readonly [name: string, value: string])[];
  /** control parameters without effect here */
  readonly ignored: readonly string[];
}

export const DEFAULT_COUNT = 20;
export const MOST_COUNT = 1000;
const MOST_CRITERIA = 60;
const MOST_ALTERNATIVES = 500;
/** links of one chain; how many searches they may open together is counted beside */
const MOST_LINKS = 8;

const totals = new Set(['none', 'estimate', 'accurate']);
const summaries = new Set(['true', 'text', 'data', 'count', 'false']);
/** understood by the HTTP layer, or harmless */
const formats = new Set(['_format', '_pretty']);
/** `_contained=false` is what happens here */
const refused = new Set(['_contained', '_containedType', '_query']);

/** Reads the query of a search. Repeated control parameters: the last one counts. @throws 400 for malformed controls */
export function parseSearchQuery(query: URLSearchParams): SearchQuery {
  const criteria: RawCriterion[] = [];
  const includes: Include[] = [];
  const ignored: string[] = [];
  const control = new Map<string, string>();
  const written: [string, string][] = [];
  for (const [name, value] of query) {
    if (formats.has(name)) continue;
    // an empty value says nothing (`name=`)
    if (value === '' || name === '_filter') {
      ignored.push(name);
      continue;
    }
    refuseUnanswered(name, value);
    if (name !== '_cursor') written.push([name, value]);
    const include = parseInclude(name, value);
    if (include) includes.push(include);
    else if (controls.has(name)) control.set(name, value);
    else criteria.push(criterionOf(name, value));
  }
  if (criteria.length > MOST_CRITERIA) throw errors.tooMany({ limit: MOST_CRITERIA });
  return { criteria, includes, ignored, written, ...readControls(control) };
}

/** Leaving these out would answer another question. */
function refuseUnanswered(name: string, value: string): void {
  if (refused.has(name) && !(name === '_contained' && value === 'false')) throw errors.notAnswered({ at: name, name });
}

const controls = new Set(['_contained', '_sort', '_count', '_total', '_summary', '_elements', '_cursor']);

function criterionOf(written: string, value: string): RawCriterion {
  const links = written.split('.').length + written.split('_has:').length - 2;
  if (links > MOST_LINKS) throw errors.tooMany({ at: written.slice(0, 200), limit: MOST_LINKS });
  return { written, values: alternatives(written, value) };
}

function alternatives(name: string, value: string): string[] {
  const values = splitEscaped(value, ',').filter((part) => part !== '');
  if (values.length > MOST_ALTERNATIVES) throw errors.tooMany({ at: name, limit: MOST_ALTERNATIVES });
  if (values.length === 0) throw errors.badValue({ at: name });
  return values;
}

function readControls(control: ReadonlyMap<string, string>) {
  const total = oneOf('_total', control.get('_total') ?? 'none', totals);
  const summary = oneOf('_summary', control.get('_summary') ?? 'false', summaries) as SearchQuery['summary'];
  const cursor = control.get('_cursor');
  return {
    sort: parseSort(control.get('_sort')),
    count: summary === 'count' ? 0 : parseCount(control.get('_count')),
    total: total === 'none' && summary !== 'count' ? ('none' as const) : ('accurate' as const),
    summary,
    elements: (control.get('_elements') ?? '').split(',').filter((name) => name !== ''),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

function oneOf(name: string, value: string, known: ReadonlySet<string>): string {
  if (!known.has(value)) throw errors.badControl({ at: name, name, detail: value });
  return value;
}

/** Pages are never larger than 1000; asking for more is answered with 1000. */
export function parseCount(text: string | undefined): number {
  if (text === undefined) return DEFAULT_COUNT;
  if (!/^\d{1,9}$/.test(text)) throw errors.badCount({ at: '_count', detail: text });
  return Math.min(Number(text), MOST_COUNT);
}

function parseSort(text: string | undefined): SortKey[] {
  const keys = (text ?? '').split(',').filter((key) => key !== '');
  if (keys.length > 5) throw errors.tooMany({ at: '_sort', limit: 5 });
  return keys.map((key) =>
    key.startsWith('-') ? { code: key.slice(1), descending: true } : { code: key, descending: false },
  );
}
