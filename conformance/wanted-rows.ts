import type { SearchParameterType } from '@lienmach/fhir-definitions';
import { prefixes } from './cases/date-cases.ts';

/** What R4 lets a search parameter of each kind say; terminology and hierarchies are asked in `checks/`. */
const modifiers: Readonly<Record<SearchParameterType, readonly string[]>> = {
  token: ['missing', 'not', 'of-type', 'text'],
  string: ['missing', 'contains', 'exact'],
  reference: ['missing', '[type]', 'identifier'],
  uri: ['missing', 'above', 'below'],
  date: ['missing'],
  number: ['missing'],
  quantity: ['missing'],
  composite: [],
  special: [],
};

const ordered = ['date', 'number', 'quantity'] as const;

/** A row of these without a case fails. @source FHIR R4 4.0.1, search.html#ptypes, #modifiers, #prefix (verified) */
export const wantedKinds: readonly string[] = Object.keys(modifiers);
export const wantedModifiers: readonly string[] = Object.entries(modifiers).flatMap(([kind, names]) =>
  names.map((name) => `${kind}:${name}`),
);
export const wantedPrefixes: readonly string[] = ordered.flatMap((kind) => prefixes.map((name) => `${kind} ${name}`));
