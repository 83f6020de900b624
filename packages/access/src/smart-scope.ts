import {
  type CodeLimit,
  type Interaction,
  isCodeParameter,
  isResourceType,
  type ResourceType,
} from '@lienmach/fhir-store';

/** What one SMART scope opens. */
export interface Grant {
  /** `patient`: only the record of the patient in the launch context; `user`, `system`: whatever the roles reach */
  readonly context: 'patient' | 'user' | 'system';
  readonly types: '*' | readonly ResourceType[];
  readonly interactions: readonly Interaction[];
  /** only what carries this code; absent: whatever it carries */
  readonly code?: CodeLimit;
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
  readonly code?: CodeLimit;
}

/** words of a token that stand for no resources */
const others = new Set(['launch', 'launch/patient', 'launch/encounter', 'fhirUser', 'profile', 'online_access']);

/**
 * @source SMART App Launch 2.2, scopes and launch context: `(patient|user|system)/(Type|*).(c?r?u?d?s?)` in this order, and
 * `?parameter=value` behind it (from memory). One token parameter narrows inside SQL; scopes that ask for more are not granted.
 */
function wordOf(text: string): Word | undefined {
  const found =
    /^(patient|user|system)\/([A-Z][A-Za-z]{1,63}|\*)\.(c?r?u?d?s?|read|write|\*)(?:\?([a-z][a-z-]{0,63}=[^&?#]{1,400}))?$/.exec(
      text,
    );
  const [, context, type, right, query] = found ?? [];
  if (context === undefined || type === undefined || right === undefined || right === '') return undefined;
  const word = { context: context as Grant['context'], type, rights: firstVersion[right] ?? right };
  if (query === undefined) return word;
  const code = codeOf(type, query);
  return code && { ...word, code };
}

/** A list of values, a modifier, a parameter that is no token: nothing that we would narrow by. */
function codeOf(type: string, query: string): CodeLimit | undefined {
  const [[parameter, value] = []] = [...new URLSearchParams(query)];
  const isPlain = value !== undefined && /^[^,$\\\s]+$/.test(value) && value.split('|').length <= 2 && value !== '|';
  if (parameter === undefined || !isPlain || !isResourceType(type) || type === 'AuditEvent') return undefined;
  return isCodeParameter(type, parameter) ? { parameter, value } : undefined;
}

/** Resource scopes of a token, version 2 letters and version 1 words. Others (`openid`, `offline_access`) grant nothing here. */
export function grantsOf(scope: string): Grant[] {
  return scope.split(' ').flatMap((text) => {
    const word = wordOf(text);
    if (word === undefined) return [];
    const interactions = [...word.rights].flatMap((letter) => letters[letter] ?? []);
    const { context, type, code } = word;
    const types = type === '*' ? ('*' as const) : [type as ResourceType];
    return [{ context, types, interactions, ...(code === undefined ? {} : { code }) }];
  });
}

const covers = (allowed: Word, asked: Word): boolean =>
  allowed.context === asked.context &&
  (allowed.type === '*' || allowed.type === asked.type) &&
  [...asked.rights].every((letter) => allowed.rights.includes(letter)) &&
  (allowed.code === undefined ||
    (allowed.code.parameter === asked.code?.parameter && allowed.code.value === asked.code.value));

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
