import { numberText } from '../parse-json.ts';
import { numberRange } from '../search/number-range.ts';
import type { Range } from './resource-rows.ts';

type Node = Readonly<Record<string, unknown>>;

/** The value as an object, or nothing in it. */
export const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const SHORT = /^-?\d{1,15}(?:\.\d{1,15})?$/;

/** An exact decimal text that SQL reads; undefined for no number or one beyond any measure. */
export function decimalOf(value: unknown): string | undefined {
  const text = numberText(value);
  if (text === undefined || SHORT.test(text)) return text;
  return numberRange(text)?.value;
}

/**
 * What a Quantity may be: its value, or everything on one side of it.
 *
 * @source FHIR R4 4.0.1, datatypes.html#Quantity, comparator (verified)
 */
export function quantityRange(node: Node): Range | undefined {
  const value = decimalOf(node.value);
  if (value === undefined) return undefined;
  const comparator = textOf(node.comparator) ?? '';
  if (comparator.startsWith('<')) return { low: '-Infinity', high: value };
  if (comparator.startsWith('>')) return { low: value, high: 'Infinity' };
  return { low: value, high: value };
}
