import { rawNumber } from '@lienmach/fhir-store';

const integers = new Set(['integer', 'unsignedInt', 'positiveInt']);
const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** What a value attribute is in JSON. What does not look like its type stays a text, which the validator refuses. */
export function primitiveValue(type: string, text: string): unknown {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (integers.has(type) && INTEGER.test(text)) return Number(text);
  if (type === 'decimal' && DECIMAL.test(text)) return String(Number(text)) === text ? Number(text) : rawNumber(text);
  return text;
}
