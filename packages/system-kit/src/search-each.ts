import type { ResourceOf, ResourceType } from '@lienmach/fhir-store';
import type { RoomStore } from './context.ts';

/** values asked for in one search */
const chunk = 100;

/**
 * All resources whose parameter has one of these values, a hundred values a search: what a list needs about each of its
 * rows, without a search for each row. `searchEach(store, 'Patient', '_id', ids)`.
 *
 * @param more  further criteria, e.g. `status=active`
 */
export async function searchEach<T extends ResourceType>(
  store: RoomStore,
  type: T,
  parameter: string,
  values: readonly string[],
  more = '',
): Promise<ResourceOf<T>[]> {
  const unique = [...new Set(values)].filter((value) => value !== '');
  const starts = Array.from({ length: Math.ceil(unique.length / chunk) }, (_, index) => index * chunk);
  const found = await Promise.all(
    starts.map((start) => {
      const query = new URLSearchParams(more);
      query.set(parameter, unique.slice(start, start + chunk).join(','));
      return store.search(type, query.toString(), 5000);
    }),
  );
  return found.flat();
}
