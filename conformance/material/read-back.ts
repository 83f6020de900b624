import { LoadedSet } from '../expected/loaded-set.ts';
import type { Json } from '../json.ts';
import type { Door } from '../open-door.ts';

/** The whole record as the server gives it back: what is searched, and what the evaluation looks at. */
export async function readBack(door: Door, types: Iterable<string>): Promise<LoadedSet> {
  const set = new LoadedSet(door.base);
  for (const type of types)
    for (const resource of await door.search(type, new URLSearchParams({ _count: '500' })))
      set.add(resource as unknown as Json);
  return set;
}
