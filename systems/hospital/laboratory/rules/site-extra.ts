import { extensions } from '@lienmach/core';
import type { ActivityDefinition, ObservationDefinition } from 'fhir/r4';
import type { DeltaRule, ResultWord } from '../catalogs/lab-indicator.ts';
import { errors } from '../errors.ts';

/** What FHIR has no element for. */
export interface Extra {
  readonly words?: readonly ResultWord[];
  readonly delta?: DeltaRule;
  readonly reagent?: { readonly isi: number; readonly meanNormal: number };
  readonly sensitive?: 'HIV';
  readonly validFrom?: string;
  readonly validTo?: string;
  /** who wrote the row, and who of the house agreed */
  readonly proposedBy?: string;
  readonly approvedBy?: string;
  readonly tube?: string;
  readonly section?: string;
  readonly indicators?: readonly string[];
  readonly calculated?: readonly string[];
  readonly turnaround?: { readonly routine: number; readonly urgent: number };
  readonly steps?: 1 | 2;
  readonly isAutomatic?: boolean;
  readonly instrument?: string;
}

const LONGEST = 20_000;

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === 'string' && value.length <= 200;
const isDay: Check = (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= 200 && value.every(check);
const numbers =
  (known: readonly string[], required: readonly string[]): Check =>
  (value) =>
    isObject(value) &&
    required.every((name) => isNumber(value[name])) &&
    Object.entries(value).every(([name, one]) => known.includes(name) && isNumber(one));
const isWord: Check = (value) =>
  isObject(value) &&
  isText(value.code) &&
  isText(value.text) &&
  listOf(isText)(value.typed) &&
  (value.flag === undefined || ['N', 'A', 'AA'].includes(String(value.flag)));

const checks: Readonly<Record<keyof Extra, Check>> = {
  words: listOf(isWord),
  delta: numbers(['absolute', 'percent', 'perDay', 'withinDays'], ['withinDays']),
  reagent: numbers(['isi', 'meanNormal'], ['isi', 'meanNormal']),
  sensitive: (value) => value === 'HIV',
  validFrom: isDay,
  validTo: isDay,
  proposedBy: isText,
  approvedBy: isText,
  tube: isText,
  section: isText,
  indicators: listOf(isText),
  calculated: listOf(isText),
  turnaround: numbers(['routine', 'urgent'], ['routine', 'urgent']),
  steps: (value) => value === 1 || value === 2,
  isAutomatic: (value) => typeof value === 'boolean',
  instrument: isText,
};

const isKnown = (name: string): name is keyof Extra => Object.hasOwn(checks, name);

const isExtra = (value: unknown): value is Extra =>
  isObject(value) && Object.entries(value).every(([name, one]) => isKnown(name) && checks[name](one));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The extension `lab-row` of a definition: one JSON text, every name of it known and of its shape.
 *
 * @throws laboratory.badCatalogRow
 * @source none: our own extension
 */
export function extraOf({ extension = [] }: ObservationDefinition | ActivityDefinition): Extra {
  const text = extension.find(({ url }) => url === extensions.labRow)?.valueString ?? '{}';
  const value = text.length > LONGEST ? undefined : parsed(text);
  if (!isExtra(value)) throw errors.badCatalogRow({ at: 'extension', detail: text.slice(0, 200) });
  return value;
}
