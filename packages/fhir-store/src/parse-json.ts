import type { FhirResource } from 'fhir/r4';
import { storeErrors } from './errors.ts';
import { checkJsonShape } from './json-shape.ts';
import { scanJson } from './scan-json.ts';

const NUMBER = /^-?\d/;

interface RawJson {
  rawJSON(text: string): unknown;
  isRawJSON(value: unknown): value is { readonly rawJSON: string };
}

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;

// lib.d.ts does not know `rawJSON` and the source argument of the reviver yet
const json = JSON as typeof JSON & RawJson & { parse(text: string, reviver: Reviver): unknown };

/** A JSON number kept as it was written, e.g. `1.10`. */
export const isRawNumber = (value: unknown): value is { readonly rawJSON: string } => json.isRawJSON(value);

/** The number as it stands on paper; undefined for anything that is not a number. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return isRawNumber(value) && NUMBER.test(value.rawJSON) ? value.rawJSON : undefined;
}

/** A JSON number that JSON.stringify writes exactly as given here. @param text  must be a JSON number */
export const rawNumber = (text: string): unknown => json.rawJSON(text);

/**
 * Parses one JSON object; decimals keep the form they were written in: a number that `String(n)` would change comes as a
 * raw JSON number, which JSON.stringify writes back untouched.
 *
 * @throws 400 for malformed text, a root that is no object, a property given twice, `__proto__`, more than 64 levels
 */
export function parseJson(text: string): Record<string, unknown> {
  const { properties, hasWrittenNumber } = scanJson(text);
  const parsed = parseText(text, hasWrittenNumber);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw storeErrors.notAnObject();
  checkJsonShape(parsed, text, properties);
  return parsed as Record<string, unknown>;
}

/** Parses one JSON list under the same rules: a JSON Patch. @throws as `parseJson` */
export function parseJsonList(text: string): readonly unknown[] {
  const { properties, hasWrittenNumber } = scanJson(text);
  const parsed = parseText(text, hasWrittenNumber);
  if (!Array.isArray(parsed)) throw storeErrors.notAList();
  checkJsonShape(parsed, text, properties);
  return parsed;
}

/** Parses a body that this store wrote: no need to look for what was refused on the way in. */
export const parseStored = (text: string): FhirResource & Record<string, unknown> =>
  parseText(text, scanJson(text).hasWrittenNumber) as FhirResource & Record<string, unknown>;

function parseText(text: string, hasWrittenNumber: boolean): unknown {
  try {
    return hasWrittenNumber ? json.parse(text, keepWritten) : JSON.parse(text);
  } catch (thrown) {
    // a RangeError is nesting beyond the engine's own stack; texts of the engine may quote patient data, so they stay out
    throw thrown instanceof RangeError ? storeErrors.tooDeep() : storeErrors.notJson();
  }
}

function keepWritten(this: unknown, _key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context.source === undefined || String(value) === context.source) return value;
  return json.rawJSON(context.source);
}
