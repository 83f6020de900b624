import type { Interaction, ResourceType } from '@lienmach/fhir-store';

/** What one SMART scope opens. */
export interface Grant {
  /** `patient`: only the record of the patient in the launch context; `user`, `system`: whatever the roles reach */
  readonly context: 'patient' | 'user' | 'system';
  readonly types: '*' | readonly ResourceType[];
  readonly interactions: readonly Interaction[];
}

const letters: Readonly<Record<string, readonly Interaction[]>> = {
  c: ['create'],
  r: ['read', 'vread', 'history'],
  u: ['update'],
  d: ['delete'],
  s: ['search'],
};
const firstVersion: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

interface Word {
  readonly context: Grant['context'];
  readonly type: string;
  /** letters of version 2 */
  readonly rights: string;
}

/** words of a token that stand for no resources */
const others = new Set(['launch', 'launch/patient', 'launch/encounter', 'fhirUser', 'profile', 'online_access']);

/**
 * @source SMART App Launch 2.2, scopes and launch context: `(patient|user|system)/(Type|*).(c?r?u?d?s?)` in this order (from
 * memory). Scopes with search parameters (`?category=…`) would have to narrow inside SQL: they are not granted.
 */
function wordOf(text: string): Word | undefined {
  const found = /^(patient|user|system)\/([A-Z][A-Za-z]{1,63}|\*)\.(c?r?u?d?s?|read|write|\*)$/.exec(text);
  const [, context, type, right] = found ?? [];
  if (context === undefined || type === undefined || right === undefined || right === '') return undefined;
  return { context: context as Grant['context'], type, rights: firstVersion[right] ?? right };
}

/** Resource scopes of a token, version 2 letters and version 1 words. Others (`openid`, `offline_access`) grant nothing here. */
export function grantsOf(scope: string): Grant[] {
  return scope.split(' ').flatMap((text) => {
    const word = wordOf(text);
    if (word === undefined) return [];
    const interactions = [...word.rights].flatMap((letter) => letters[letter] ?? []);
    return [
      { context: word.context, types: word.type === '*' ? ('*' as const) : [word.type as ResourceType], interactions },
    ];
  });
}

const covers = (allowed: Word, asked: Word): boolean =>
  allowed.context === asked.context &&
  (allowed.type === '*' || allowed.type === asked.type) &&
  [...asked.rights].every((letter) => allowed.rights.includes(letter));

/** Of what a program asks, the words that its registration covers; nothing is made narrower behind its back. */
export function allowedScope(asked: string, registered: string): string {
  const words = registered.split(' ');
  const resources = words.flatMap((text) => wordOf(text) ?? []);
  const isAllowed = (text: string): boolean => {
    const word = wordOf(text);
    if (word === undefined) return others.has(text) && words.includes(text);
    return resources.some((allowed) => covers(allowed, word));
  };
  return [...new Set(asked.split(' '))].filter(isAllowed).join(' ');
}
