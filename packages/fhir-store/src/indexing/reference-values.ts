import { findTypeNumber } from '../resource-types.ts';
import { keyText } from './key-text.ts';
import { nodeOf, textOf } from './values.ts';

const LITERAL = /^([A-Z][A-Za-z]{1,39})\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

export interface LiteralReference {
  readonly type: string;
  readonly id: string;
}

/** `Type/id`, also with a version; undefined for anything else (an absolute URL, `urn:`, `#contained`). */
export function literalReference(text: string): LiteralReference | undefined {
  const found = LITERAL.exec(text);
  return found?.[1] && found[2] ? { type: found[1], id: found[2] } : undefined;
}

interface Emit {
  readonly target: (targetType: number, target: string) => void;
  /** a logical reference, for the modifier `:identifier` */
  readonly identifier: (system: string, value: string) => void;
}

/**
 * Targets of a Reference, canonical or uri. A canonical may also be an address here (`Library/a`). Contained resources are
 * no targets.
 *
 * @source FHIR R4 4.0.1, search.html#reference, references.html#canonical (verified)
 */
export function referencesOf(type: string, value: unknown, emit: Emit): void {
  if (type !== 'Reference') {
    for (const target of withoutVersionToo(textOf(value))) emitLiteral(target, emit);
    return;
  }
  const node = nodeOf(value);
  const text = textOf(node.reference);
  if (text !== undefined) emitLiteral(text, emit);
  const { system, value: known } = nodeOf(node.identifier);
  if (textOf(known) !== undefined) emit.identifier(keyText(textOf(system) ?? ''), keyText(String(known)));
}

function emitLiteral(text: string, emit: Emit): void {
  if (text.startsWith('#')) return;
  const literal = literalReference(text);
  const number = literal && findTypeNumber(literal.type);
  if (literal && number !== undefined) emit.target(number, literal.id);
  else emit.target(0, keyText(text));
}

/** A canonical `url|version` is found by both its forms. */
export function withoutVersionToo(text: string | undefined): string[] {
  if (text === undefined) return [];
  const bar = text.indexOf('|');
  return bar > 0 ? [text, text.slice(0, bar)] : [text];
}
