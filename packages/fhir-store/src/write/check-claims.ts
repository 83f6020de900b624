import { placedLater } from './entry-place.ts';
import type { AskedIntent } from './intent.ts';
import type { WriteContext } from './write-context.ts';

/**
 * Holds what is to be written against the profiles it claims. Undefined when nothing claims any: then nothing is waited for.
 * Patches are judged when they have been applied.
 */
export function checkClaims({ hooks }: WriteContext, intents: readonly AskedIntent[]): Promise<unknown> | undefined {
  const { keepsItsWord } = hooks;
  if (!keepsItsWord) return undefined;
  const claims = intents.flatMap((intent) => {
    const claim = intent.kind === 'create' || intent.kind === 'update' ? keepsItsWord(intent.resource) : undefined;
    return claim === undefined ? [] : placedLater(intent.place, () => claim);
  });
  return claims.length === 0 ? undefined : Promise.all(claims);
}
