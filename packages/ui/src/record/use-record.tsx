import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Found, Query, RecordClient, ResourceOf, ResourceType } from './record-client.ts';

const RecordContext = createContext<RecordClient | undefined>(undefined);
export const RecordProvider = RecordContext.Provider;

/** `{ read, search, create, update, transaction, operation }` as the signed-in person. */
export function useRecord(): RecordClient {
  const client = useContext(RecordContext);
  if (client === undefined) throw new Error('useRecord needs a RecordProvider');
  return client;
}

/** First words of the cache keys: the event stream refreshes `['fhir', type]` when that type changes. */
export const recordKey = (type: ResourceType, ...rest: readonly unknown[]): readonly unknown[] => [
  'fhir',
  type,
  ...rest,
];

/** One resource, kept fresh by the event stream; no id: waits. */
export function useRead<T extends ResourceType>(type: T, id: string | undefined): UseQueryResult<ResourceOf<T>> {
  const { read } = useRecord();
  return useQuery({
    queryKey: recordKey(type, 'read', id),
    queryFn: () => read(type, id ?? ''),
    enabled: id !== undefined && id !== '',
  });
}

/** A search, kept fresh by the event stream; `undefined` waits. */
export function useSearch<T extends ResourceType>(
  type: T,
  query: Query | undefined,
): UseQueryResult<Found<ResourceOf<T>>> {
  const { search } = useRecord();
  return useQuery({
    queryKey: recordKey(type, 'search', query),
    queryFn: () => search(type, query ?? {}),
    enabled: query !== undefined,
  });
}
