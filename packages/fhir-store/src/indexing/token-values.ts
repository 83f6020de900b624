import { keyText } from './key-text.ts';
import { listOf, nodeOf, textOf } from './values.ts';

type Emit = (system: string, code: string) => void;

function coding(value: unknown, emit: Emit): void {
  const node = nodeOf(value);
  const code = textOf(node.code);
  if (code !== undefined) emit(keyText(textOf(node.system) ?? ''), keyText(code));
}

function identifier(value: unknown, emit: Emit): void {
  const node = nodeOf(value);
  const text = textOf(node.value);
  if (text !== undefined) emit(keyText(textOf(node.system) ?? ''), keyText(text));
}

function contactPoint(value: unknown, emit: Emit): void {
  const text = textOf(nodeOf(value).value);
  if (text !== undefined) emit('', keyText(text));
}

function primitive(value: unknown, emit: Emit): void {
  if (typeof value === 'boolean') emit('', String(value));
  const text = textOf(value);
  if (text !== undefined) emit('', keyText(text));
}

/** An identifier under each coding of its type, for `:of-type`. */
export function typedIdentifiers(value: unknown, emit: (system: string, code: string, value: string) => void): void {
  const node = nodeOf(value);
  const text = textOf(node.value);
  if (text === undefined) return;
  for (const one of listOf(nodeOf(node.type).coding)) coding(one, (system, code) => emit(system, code, text));
}

/**
 * Tokens of a value: a code without system has the empty system.
 *
 * @source FHIR R4 4.0.1, search.html#token (verified)
 */
export function tokensOf(type: string, value: unknown, emit: Emit): void {
  switch (type) {
    case 'CodeableConcept':
      for (const one of listOf(nodeOf(value).coding)) coding(one, emit);
      return;
    case 'Coding':
      coding(value, emit);
      return;
    case 'Identifier':
      identifier(value, emit);
      return;
    case 'ContactPoint':
      contactPoint(value, emit);
      return;
    default:
      primitive(value, emit);
  }
}
