import {
  type Caller,
  type FhirStore,
  preserveDecimals,
  type ResourceOf,
  type ResourceType,
  type Stored,
} from '@lienmach/fhir-store';
import type { Bundle, BundleEntry, FhirResource, Reference, Resource } from 'fhir/r4';
import type { KnownIdentifier, RoomPage, RoomStore } from './context.ts';
import { errors } from './errors.ts';
import { tokenOf } from './token-of.ts';

/** pages of this size are asked of the store */
const page = 200;

/** The record for one room and one caller: objects instead of text, compare-and-set on what was read. */
export function openRoomStore(store: FhirStore, caller: Caller): RoomStore {
  // the text of what this verb has read, so that an update keeps decimals it did not touch as they were written
  const read = new Map<string, string>();

  function parse<R extends FhirResource>({ text }: Pick<Stored, 'text'>): R {
    const resource = JSON.parse(text) as R;
    read.set(keyOf(resource), text);
    return resource;
  }

  /**
   * A resource put back keeps the decimals it was read with (1.10 that a signature locks is still 1.10), and replaces the
   * version it was read at, no other.
   */
  function asRead(entry: BundleEntry): BundleEntry {
    const { resource, request } = entry;
    const previous = resource && read.get(keyOf(resource));
    const version = resource?.meta?.versionId;
    const isBlind = request?.method === 'PUT' && request.ifMatch === undefined && version !== undefined;
    return {
      ...entry,
      ...(previous === undefined ? {} : { resource: preserveDecimals(resource, previous) }),
      ...(isBlind ? { request: { ...request, ifMatch: `W/"${version}"` } } : {}),
    };
  }

  return {
    ...openLists(store, caller, parse),
    read: async <T extends ResourceType>(type: T, id: string) =>
      parse<ResourceOf<T>>(await store.read(caller, type, id)),
    readVersion: async <T extends ResourceType>(type: T, id: string, version: number) =>
      parse<ResourceOf<T>>(await store.vread(caller, type, id, version)),
    async follow<T extends ResourceType>(type: T, reference: Reference | undefined) {
      const [found, id] = reference?.reference?.split('/') ?? [];
      if (found !== type || id === undefined) throw errors.notALiteralReference({ type, detail: reference?.reference });
      return parse<ResourceOf<T>>(await store.read(caller, type, id));
    },
    create: async <R extends FhirResource>(resource: R) => parse<R>(await store.create(caller, resource)),
    createIfNone: async <R extends FhirResource>(identifier: KnownIdentifier, resource: R) =>
      parse<R>(await store.create(caller, resource, { ifNoneExist: identifierQuery(identifier) })),
    async update<R extends FhirResource>(resource: R) {
      const version = resource.meta?.versionId;
      const previous = read.get(keyOf(resource));
      const exact = previous === undefined ? resource : preserveDecimals(resource, previous);
      return parse<R>(await store.update(caller, exact, version === undefined ? {} : { ifMatch: Number(version) }));
    },
    async delete(type: ResourceType, id: string) {
      await store.delete(caller, type, id);
    },
    async transaction(bundle: Bundle) {
      const answer = await store.bundle(
        caller,
        { ...bundle, entry: (bundle.entry ?? []).map(asRead) },
        { returnBodies: true },
      );
      // through the text: decimals that were kept as written are plain numbers for the room again
      return (answer.entry ?? []).flatMap(({ resource }) =>
        resource ? [parse<FhirResource>({ text: JSON.stringify(resource) })] : [],
      );
    },
  };
}

type Parse = <R extends FhirResource>(stored: Pick<Stored, 'text'>) => R;

/** The three ways to ask for several: one page, everything up to a limit, the first. */
function openLists(store: FhirStore, caller: Caller, parse: Parse): Pick<RoomStore, 'page' | 'search' | 'find'> {
  async function pageOf<T extends ResourceType>(
    type: T,
    query: string | URLSearchParams,
    cursor?: string,
  ): Promise<RoomPage<ResourceOf<T>>> {
    const parameters = new URLSearchParams(query);
    if (cursor !== undefined) parameters.set('_cursor', cursor);
    const { matches, next, total, ignored } = await store.search(caller, type, parameters);
    refuseIgnored(type, ignored);
    return {
      items: matches.map((match) => parse<ResourceOf<T>>(match)),
      ...(next === undefined ? {} : { next }),
      ...(total === undefined ? {} : { total }),
    };
  }

  return {
    page: pageOf,
    async search<T extends ResourceType>(type: T, query: string, limit = 1000) {
      const found: ResourceOf<T>[] = [];
      const parameters = new URLSearchParams(query);
      if (!parameters.has('_count')) parameters.set('_count', String(Math.min(page, limit + 1)));
      for (let cursor: string | undefined; ; ) {
        const { items, next } = await pageOf(type, parameters, cursor);
        found.push(...items);
        if (found.length > limit) throw errors.tooMany({ limit, at: type });
        if (next === undefined) return found;
        cursor = next;
      }
    },
    async find<T extends ResourceType>(type: T, query: string) {
      const parameters = new URLSearchParams(query);
      parameters.set('_count', '1');
      return (await pageOf(type, parameters)).items[0];
    },
  };
}

/** a room that misspells a criterion would otherwise get everything */
function refuseIgnored(type: ResourceType, ignored: readonly string[]): void {
  if (ignored.length > 0) throw errors.unknownCriterion({ at: type, name: ignored.join(', ') });
}

const keyOf = (resource: Resource): string => `${resource.resourceType}/${resource.id}/${resource.meta?.versionId}`;

const identifierQuery = (identifier: KnownIdentifier): string =>
  new URLSearchParams({ identifier: tokenOf(identifier) }).toString();
