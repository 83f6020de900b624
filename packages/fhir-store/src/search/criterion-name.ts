import { errors } from './errors.ts';

/** `code:exact`, `subject:Patient.identifier` or `_has:Observation:patient:code`, taken apart. */
export type CriterionName =
  | { readonly kind: 'plain'; readonly code: string; readonly modifier?: string }
  | { readonly kind: 'chain'; readonly code: string; readonly target?: string; readonly rest: string }
  | { readonly kind: 'has'; readonly source: string; readonly code: string; readonly rest: string };

const word = '[A-Za-z_][A-Za-z0-9_-]{0,60}';
const has = new RegExp(`^_has:(${word}):(${word}):(.+)$`);
const chain = new RegExp(`^(${word})(?::(${word}))?\\.(.+)$`);
const plain = new RegExp(`^(${word})(?::(${word}))?$`);

/** @returns undefined for a name that no search parameter can have */
export function parseName(written: string): CriterionName | undefined {
  const asHas = has.exec(written);
  if (asHas) return { kind: 'has', source: asHas[1] ?? '', code: asHas[2] ?? '', rest: asHas[3] ?? '' };
  if (written.startsWith('_has')) throw errors.badChain({ at: written.slice(0, 200), name: '_has' });
  const asChain = chain.exec(written);
  if (asChain) {
    const [, code = '', target, rest = ''] = asChain;
    return { kind: 'chain', code, rest, ...(target === undefined ? {} : { target }) };
  }
  const asPlain = plain.exec(written);
  if (!asPlain) return undefined;
  const [, code = '', modifier] = asPlain;
  return { kind: 'plain', code, ...(modifier === undefined ? {} : { modifier }) };
}
