import type { Interaction, ResourceType } from '@lienmach/fhir-store';

/** What one SMART scope opens. */
export interface Grant {
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

/**
 * Resource scopes of a token, version 2 letters and version 1 words. Others (`openid`, `offline_access`) grant nothing here.
 * A `patient/` scope needs a launch context, which the server does not give yet: it grants nothing rather than too much.
 *
 * @source SMART App Launch 2.2, scopes and launch context: `(user|system)/(Type|*).(c?r?u?d?s?)` in this order (from memory)
 */
export function grantsOf(scope: string): Grant[] {
  const grants: Grant[] = [];
  for (const word of scope.split(' ')) {
    const found = /^(?:user|system)\/([A-Z][A-Za-z]{1,63}|\*)\.(c?r?u?d?s?|read|write|\*)$/.exec(word);
    const [, type, right] = found ?? [];
    if (type === undefined || right === undefined || right === '') continue;
    const interactions = [...(firstVersion[right] ?? right)].flatMap((letter) => letters[letter] ?? []);
    grants.push({ types: type === '*' ? '*' : [type as ResourceType], interactions });
  }
  return grants;
}
