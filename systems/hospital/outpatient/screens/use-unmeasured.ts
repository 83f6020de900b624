import { today, useSearch } from '@lienmach/ui';

/** Visits of today of which nothing has been measured yet. Measuring takes a visit from `arrived` to `triaged`. */
export function useUnmeasured(): ReadonlySet<string> | undefined {
  const { data } = useSearch('Encounter', { status: 'arrived', date: `ge${today()}`, _elements: 'id', _count: 500 });
  return data && new Set(data.items.flatMap(({ id }) => id ?? []));
}
