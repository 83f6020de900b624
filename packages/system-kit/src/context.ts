import type { Signer } from '@lienmach/documents';
import type { Services } from '@lienmach/exchange';
import type { ResourceOf, ResourceType } from '@lienmach/fhir-store';
import type { Terminology, TerminologyEngine } from '@lienmach/terminology';
import type { AuditEvent, Bundle, FhirResource, Reference } from 'fhir/r4';
import type { Engines } from './engines.ts';
import type { Site } from './site.ts';

/** An identifier that can be searched for: both parts are there. */
export interface KnownIdentifier {
  readonly system: string;
  readonly value: string;
}

/** One page of a list; `next` asks for the page after it. */
export interface RoomPage<R> {
  readonly items: readonly R[];
  readonly next?: string;
  /** only when the query asks `_total=accurate` or `_summary=count` */
  readonly total?: number;
}

/** The record as a room sees it: plain R4 objects, the caller's policy inside. Writes are strict about references. */
export interface RoomStore {
  /** @throws 404, 410 */
  read<T extends ResourceType>(type: T, id: string): Promise<ResourceOf<T>>;
  /** As it was. @throws 404, 410 */
  readVersion<T extends ResourceType>(type: T, id: string, version: number): Promise<ResourceOf<T>>;
  /** Follows a literal `Type/id` reference. @throws 404, 410, and `system-kit.notALiteralReference` */
  follow<T extends ResourceType>(type: T, reference: Reference | undefined): Promise<ResourceOf<T>>;
  /** All matches, page after page, up to `limit` (default 1000; one more match is a `too-costly` refusal). `query` is a FHIR search string. */
  search<T extends ResourceType>(type: T, query: string, limit?: number): Promise<ResourceOf<T>[]>;
  /** One page and no more: lists that may be long are asked with `_count` and continued with the cursor. */
  page<T extends ResourceType>(type: T, query: string, cursor?: string): Promise<RoomPage<ResourceOf<T>>>;
  /** First match or undefined. */
  find<T extends ResourceType>(type: T, query: string): Promise<ResourceOf<T> | undefined>;
  create<R extends FhirResource>(resource: R): Promise<R>;
  /** Conditional create on one identifier: a repeat finds the first. */
  createIfNone<R extends FhirResource>(identifier: KnownIdentifier, resource: R): Promise<R>;
  /** Compare-and-set on `meta.versionId` when the resource carries one. @throws 412 */
  update<R extends FhirResource>(resource: R): Promise<R>;
  delete(type: ResourceType, id: string): Promise<void>;
  /**
   * Several writes, all or nothing; the answer holds the written resources in the order of the entries. A PUT is a
   * compare-and-set as in `update`. @throws 412
   */
  transaction(bundle: Bundle): Promise<FhirResource[]>;
}

/** A message by the channel that it was told by. */
export interface ToldMessage {
  readonly channel: string;
  readonly controlId: string;
}

/** Messages to partners: written to the message log in the outbox of the site, sent by the gateway with retry, in order per key. */
export interface Outbound {
  /**
   * @param channel  id of a partner channel in the site file
   * @param message  `key`: ordering key, usually the patient; `after`: messages without which this one means nothing: while
   *   none of them was told, by the line of its channel or in answer to a question that came by it, nothing is sent
   */
  send(
    channel: string,
    message: {
      readonly key: string;
      readonly controlId: string;
      readonly content: string;
      readonly after?: readonly ToldMessage[];
    },
  ): Promise<void>;
}

/** The book of who opened what, read for one patient. A verb that shows it decides first who may see it, and what of it. */
export interface AccessLog {
  /** newest first; what is still being written is waited for */
  ofPatient(id: string, page: { readonly count: number; readonly cursor?: string }): Promise<RoomPage<AuditEvent>>;
}

/** Everything outside a verb comes through here; nobody imports a database or reads a clock. */
export interface Context {
  readonly store: RoomStore;
  /** who acts, with display, as it is written into resources */
  readonly actor: Reference & { readonly reference: string; readonly display: string };
  readonly roles: readonly string[];
  now(): Date;
  readonly site: Site;
  readonly terminology: Terminology;
  /** value sets, code systems and concept maps of the house: catalogs, shipped definitions, those of the record */
  readonly codes: TerminologyEngine;
  readonly outbound: Outbound;
  /** programs of others that are called over HTTP: those of the site file, and no other address */
  readonly services: Services;
  readonly accessLog: AccessLog;
  readonly signer: Signer;
  /** @throws system-kit.enginesClosed for verbs that do not say `usesEngines` */
  readonly engines: Engines;
  /** HMAC of the site's own key, base64url: who shows it again got it from this house */
  seal(text: string): string;
  /** cryptographically strong bytes; tests give a seeded source */
  randomBytes(count: number): Uint8Array;
  /** A named operation of another room, by its FHIR name: `call('$cost-statement', 'Encounter/e1', {...})`, as the same caller. */
  call<Out>(operation: string, at: string | undefined, input?: Record<string, unknown>): Promise<Out>;
}
