import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { storeErrors } from '../errors.ts';
import { nodeOf } from '../indexing/values.ts';
import { isResourceType } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { patchOf } from './bundle-patch.ts';
import type { AskedIntent, Intent } from './intent.ts';

/** A GET in a bundle: carried out after everything is written. */
export interface ReadIntent {
  readonly kind: 'read';
  readonly place: string;
  readonly type: ResourceType;
  readonly id?: string;
  readonly query: URLSearchParams;
}

export type EntryIntent = AskedIntent | ReadIntent;

interface Address {
  readonly type: ResourceType;
  readonly id?: string;
  readonly query?: URLSearchParams;
}

const URL_SHAPE = /^\/?([A-Za-z]+)(?:\/([A-Za-z0-9\-.]{1,64}))?(?:\?(.*))?$/;
const ETAG = /^(?:W\/)?"(\d{1,9})"$/;

/** What the entries ask for, in their order. @throws 400 with the place of the entry that cannot be understood */
export const bundleIntents = (bundle: Bundle): EntryIntent[] =>
  (bundle.entry ?? []).map((entry, index) => entryIntent(entry, `Bundle.entry[${index}]`));

/** @param at  place of the entry, e.g. `Bundle.entry[3]` */
export function entryIntent(entry: BundleEntry, at: string): EntryIntent {
  const { method, url } = entry.request ?? {};
  if (method === undefined || url === undefined) throw storeErrors.invalidEntry({ at: `${at}.request` });
  const address = addressOf(url, at);
  switch (method) {
    case 'POST':
      return postIntent(entry, address, at);
    case 'PUT':
      return putIntent(entry, address, at);
    case 'PATCH':
      return {
        kind: 'patch',
        place: `${at}.resource`,
        change: patchOf(resourceOf(entry, at), `${at}.resource`),
        ...targetOf(address, at),
        ...ifMatchOf(entry, at),
      };
    case 'DELETE':
      return { kind: 'delete', place: `${at}.resource`, ...targetOf(address, at), ...ifMatchOf(entry, at) };
    case 'GET':
      return {
        kind: 'read',
        place: at,
        type: address.type,
        ...(address.id === undefined ? {} : { id: address.id }),
        query: address.query ?? new URLSearchParams(),
      };
    default:
      throw storeErrors.invalidEntry({ at: `${at}.request.method`, detail: method });
  }
}

function addressOf(url: string, at: string): Address {
  const [, type = '', id, query] = URL_SHAPE.exec(url) ?? [];
  if (!isResourceType(type))
    throw storeErrors.invalidEntry({ at: `${at}.request.url`, detail: 'not Type, Type/id or Type?query' });
  return {
    type,
    ...(id === undefined ? {} : { id }),
    ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
  };
}

function postIntent(entry: BundleEntry, { type, id }: Address, at: string): Intent {
  if (id !== undefined) throw storeErrors.invalidEntry({ at: `${at}.request.url`, detail: 'POST names a type only' });
  const condition: unknown = entry.request?.ifNoneExist;
  if (condition !== undefined && typeof condition !== 'string')
    throw storeErrors.invalidEntry({ at: `${at}.request.ifNoneExist`, detail: 'not a string' });
  return {
    kind: 'create',
    type,
    place: `${at}.resource`,
    resource: resourceOf(entry, at),
    ...fullUrlOf(entry),
    ...(condition === undefined ? {} : { condition: conditionOf(condition) }),
  };
}

/** `ifNoneExist` is a query, also when it is written with the type and a question mark. */
export const conditionOf = (text: string): URLSearchParams => new URLSearchParams(text.replace(/^[^?=]*\?/, ''));

function putIntent(entry: BundleEntry, address: Address, at: string): Intent {
  const resource = resourceOf(entry, at);
  const target = targetOf(address, at);
  if (target.id !== undefined && resource.id !== undefined && resource.id !== target.id)
    throw storeErrors.idMismatch({ at: `${at}.resource.id`, detail: resource.id });
  const id = target.id ?? resource.id;
  return {
    kind: 'update',
    place: `${at}.resource`,
    resource,
    ...target,
    ...(id === undefined ? {} : { id }),
    ...fullUrlOf(entry),
    ...ifMatchOf(entry, at),
  };
}

/** An id or a condition, exactly one. */
function targetOf({ type, id, query }: Address, at: string) {
  if (id !== undefined) return { type, id };
  if (query !== undefined) return { type, condition: query };
  throw storeErrors.invalidEntry({ at: `${at}.request.url`, detail: 'needs an id or a query' });
}

function resourceOf(entry: BundleEntry, at: string) {
  const { resource } = entry;
  if (!isResource(resource)) throw storeErrors.invalidEntry({ at: `${at}.resource`, detail: 'missing or not of R4' });
  return resource;
}

const isResource = (value: unknown): value is FhirResource => {
  const { resourceType } = nodeOf(value);
  return typeof resourceType === 'string' && isResourceType(resourceType);
};

const fullUrlOf = ({ fullUrl }: BundleEntry) => (fullUrl === undefined ? {} : { fullUrl });

function ifMatchOf(entry: BundleEntry, at: string) {
  const written = entry.request?.ifMatch;
  if (written === undefined) return {};
  const version = ETAG.exec(written)?.[1];
  if (version === undefined) throw storeErrors.invalidEntry({ at: `${at}.request.ifMatch`, detail: written });
  return { ifMatch: Number(version) };
}
