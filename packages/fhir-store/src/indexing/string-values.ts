import { listOf, nodeOf, textOf } from './values.ts';

type Emit = (text: string) => void;

const parts = {
  HumanName: ['text', 'family', 'given', 'prefix', 'suffix'],
  Address: ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'],
} as const;

/**
 * Strings of a value: every part of a name or address is one, and so is the full name in Vietnamese order when no text
 * was written.
 *
 * @source FHIR R4 4.0.1, search.html#string (verified)
 */
export function stringsOf(type: string, value: unknown, emit: Emit): void {
  if (type === 'HumanName' || type === 'Address') {
    const node = nodeOf(value);
    for (const name of parts[type]) emitAll(node[name], emit);
    if (type === 'HumanName' && textOf(node.text) === undefined) emitFullName(node, emit);
    return;
  }
  const text = type === 'CodeableConcept' ? textOf(nodeOf(value).text) : textOf(value);
  if (text !== undefined) emit(text);
}

function emitAll(value: unknown, emit: Emit): void {
  if (typeof value === 'string') emit(value);
  else for (const item of listOf(value)) if (typeof item === 'string') emit(item);
}

function emitFullName(node: Readonly<Record<string, unknown>>, emit: Emit): void {
  const words = [textOf(node.family), ...listOf(node.given).map(textOf)].filter((word) => word !== undefined);
  if (words.length > 1) emit(words.join(' '));
}
