import { type Context, searchEach } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';
import { ifAllowed } from './if-allowed.ts';

export interface NamedPlace {
  readonly reference: string;
  readonly name: string;
}

/** Names of the facilities behind some references, in one search. */
export async function placesOf(ctx: Context, references: readonly Reference[]): Promise<NamedPlace[]> {
  const ids = references.flatMap(({ reference }) => {
    const [type, id] = reference?.split('/') ?? [];
    return type === 'Organization' && id !== undefined ? [id] : [];
  });
  const found = (await ifAllowed(searchEach(ctx.store, 'Organization', '_id', ids))) ?? [];
  return found.map(({ id, name }) => ({ reference: `Organization/${id}`, name: name ?? '' }));
}
