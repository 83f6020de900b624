import type { Bundle, FhirResource } from 'fhir/r4';
import type { ResourceChange } from './patch/resource-change.ts';
import type { Sql } from './sql.ts';

export type ResourceType = FhirResource['resourceType'];
export type ResourceOf<T extends ResourceType> = Extract<FhirResource, { resourceType: T }>;

export type Interaction = 'read' | 'vread' | 'history' | 'search' | 'create' | 'update' | 'delete';

/** A value of a token search parameter: `category`, `http://…/observation-category|laboratory`. */
export interface CodeLimit {
  readonly parameter: string;
  readonly value: string;
}

/** Everything but what these lines take away. */
export interface NarrowLimit {
  /** only what lies in the compartment of these patients; absent: of everybody */
  readonly patients?: readonly string[];
  /** only what carries one of these codes; absent: whatever it carries */
  readonly codes?: readonly CodeLimit[];
  /** nothing that carries one of these codes in `meta.security` */
  readonly withoutLabels?: readonly string[];
  /** nothing of the compartments of these patients: they refused it */
  readonly withoutPatients?: readonly string[];
  /** of these patients neither label nor refusal counts: somebody broke the glass */
  readonly opened?: readonly string[];
}

/** What one caller may reach of one type: everything, nothing, or something narrower. */
export type Limit = 'all' | 'none' | NarrowLimit;

/** Made by packages/access from the caller's policies; the store turns it into SQL, never into a filter afterwards. */
export interface Reach {
  limit(type: ResourceType, interaction: Interaction): Limit;
  /** elements right below the root that are never shown, searched, sorted by or changed (`telecom`, `value`); absent: none */
  hidden?(type: ResourceType): readonly string[];
}

/** Who asks, for the audit row that every write carries in its own transaction. */
export interface Agent {
  /** `Practitioner/…`, `Device/…` or `client:<id>` */
  readonly who: string;
  readonly display: string;
  readonly client: string;
  readonly roles: readonly string[];
  /** network address; never logged elsewhere */
  readonly address?: string;
  readonly purpose?: string;
}

/** Who changes something, and in which verb or reaction of the house; without one it came as plain FHIR. */
export type ActiveAgent = Agent & Pick<Caller, 'activity'>;

export interface Caller {
  readonly agent: Agent;
  readonly reach: Reach;
  /** `strict`: an unknown literal reference is refused; `warn` (site default): records may arrive in any order. */
  readonly references?: 'strict' | 'warn';
  /** What the audit row calls this write, e.g. the operation `Encounter/$finish`; default the REST interaction. */
  readonly activity?: string;
}

/** A resource as the disk holds it: `text` is the JSON exactly as stored, decimals as written. */
export interface Stored {
  readonly type: ResourceType;
  readonly id: string;
  readonly version: number;
  /** ISO instant with milliseconds, UTC */
  readonly lastUpdated: string;
  readonly text: string;
}

export interface Written extends Stored {
  /** `200` also answers a conditional create that found its match */
  readonly status: 200 | 201;
}

export interface SearchPage {
  readonly matches: readonly Stored[];
  readonly included: readonly Stored[];
  /** only when asked for by `_total=accurate` or `_summary=count` */
  readonly total?: number;
  /** opaque keyset cursor of the next page: the same query with `_cursor` set to it */
  readonly next?: string;
  /** the parameters that were understood, as the `self` link must show them */
  readonly self: string;
  /** parameters that were ignored under lenient handling */
  readonly ignored: readonly string[];
}

/** Whose: `Patient/1`. */
export interface Compartment {
  readonly type: 'Patient' | 'Encounter' | 'Practitioner' | 'RelatedPerson' | 'Device';
  readonly id: string;
}

export interface HistoryEntry {
  readonly stored: Stored;
  readonly method: 'POST' | 'PUT' | 'DELETE';
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  readonly next?: string;
}

/**
 * The record. Resources come in parsed by `parseJson` (a number that JavaScript would rewrite stays a raw JSON number)
 * and leave as stored text.
 *
 * Refusals are FhirErrors: `store.notFound` 404, `store.deleted` 410, `store.versionConflict` 412, `store.multipleMatches` 412,
 * `store.unknownReference` 422, `store.forbidden` 403, structure and value problems 400, database away 503.
 */
export interface FhirStore {
  read(caller: Caller, type: ResourceType, id: string): Promise<Stored>;
  vread(caller: Caller, type: ResourceType, id: string, version: number): Promise<Stored>;
  history(caller: Caller, at: { type?: ResourceType; id?: string }, query: URLSearchParams): Promise<HistoryPage>;
  search(
    caller: Caller,
    type: ResourceType,
    query: URLSearchParams,
    options?: { compartment?: Compartment },
  ): Promise<SearchPage>;
  /** Over the types of `_type`, or all that the caller may search. */
  searchAll(caller: Caller, query: URLSearchParams): Promise<SearchPage>;
  /** Patient/$everything and Encounter/$everything; `query` may hold `_type`, `_since`, `start`, `end`, `_count`, `_cursor`. */
  everything(caller: Caller, type: 'Patient' | 'Encounter', id: string, query: URLSearchParams): Promise<SearchPage>;
  create(caller: Caller, resource: FhirResource, options?: { ifNoneExist?: string }): Promise<Written>;
  update(caller: Caller, resource: FhirResource, options?: { ifMatch?: number }): Promise<Written>;
  updateWhere(
    caller: Caller,
    resource: FhirResource,
    query: URLSearchParams,
    options?: { ifMatch?: number },
  ): Promise<Written>;
  /** Applies `change` to the current version, again when somebody else wrote meanwhile. The caller must read and update it. */
  patch(
    caller: Caller,
    type: ResourceType,
    id: string,
    change: ResourceChange,
    options?: { ifMatch?: number },
  ): Promise<Written>;
  /** The one resource that matches: none is 404, several are 412. */
  patchWhere(
    caller: Caller,
    type: ResourceType,
    query: URLSearchParams,
    change: ResourceChange,
    options?: { ifMatch?: number },
  ): Promise<Written>;
  delete(caller: Caller, type: ResourceType, id: string, options?: { ifMatch?: number }): Promise<{ version: number }>;
  /** Deletes the one resource that matches, or nothing; several matches are 412. */
  deleteWhere(
    caller: Caller,
    type: ResourceType,
    query: URLSearchParams,
    options?: { ifMatch?: number },
  ): Promise<void>;
  /** `batch` and `transaction`; the answer is a `*-response` Bundle without bodies unless `returnBodies`. */
  bundle(caller: Caller, bundle: Bundle, options?: BundleOptions): Promise<Bundle>;
}

export interface BundleOptions {
  readonly returnBodies?: boolean;
  /** of a `transaction`: what is done first inside it, again with each try; what it throws undoes everything */
  readonly first?: ((sql: Sql) => Promise<void>) | undefined;
}

/** What the assembly hangs into the write path; both are pure and throw FhirErrors. */
/** Looked at once for every resource that is about to be written for the first time. */
export interface Entrance {
  /** `Type/id` of what has to be seen before `resource` may be written by this caller; nothing: it may */
  asks(resource: FhirResource, caller: Caller): readonly string[];
  /** Throws the refusal. What was asked for and does not exist is not in `found`. */
  admit(resource: FhirResource, found: ReadonlyMap<string, FhirResource>, caller: Caller): void;
}

/** A code, or with the code absent everything of a system. */
export interface CodeOfSystem {
  readonly system: string;
  readonly code?: string;
}

/** What searches by `:in`, `:not-in`, `:above` and `:below` ask the terminology of the house. */
export interface CodeBook {
  /** the codes of a value set by canonical address or `ValueSet/id`; undefined: not known here, or they cannot be listed */
  valueSet(caller: Caller, url: string): Promise<readonly CodeOfSystem[] | undefined>;
  /** the code itself and all that lie beneath or above it; undefined: the system is not known here */
  hierarchy(question: {
    system: string;
    code: string;
    direction: 'above' | 'below';
  }): Promise<readonly string[] | undefined>;
}

export interface StoreHooks {
  /** absent: searches by value sets and hierarchies of codes are refused */
  readonly codes?: CodeBook;
  /** Is this R4? Called once for every resource to be written, before anything is. */
  readonly validate?: (resource: FhirResource) => void;
  /** Does it keep what its `meta.profile` promises? Undefined when it promises nothing: then nothing is waited for. */
  readonly keepsItsWord?: (resource: FhirResource) => Promise<void> | undefined;
  /** May this change happen at all (locked documents)? `next` is undefined for a delete. */
  readonly guard?: (previous: FhirResource, next: FhirResource | undefined, by: ActiveAgent) => void;
  /** May this resource come into the record at all (into a closed visit)? */
  readonly entrance?: Entrance;
  /** Does anybody react to this version? Absent: perhaps. What nobody waits for is never handed out. Must not throw. */
  readonly heard?: (resource: FhirResource) => boolean;
  /** Told after a commit, before the writer hears of it: types that were written. Must not throw. */
  readonly written?: (types: ReadonlySet<ResourceType>) => void;
  readonly now?: () => Date;
  /** what a date without zone means, in index and search; one for the life of a database. Default `+07:00` */
  readonly zone?: string;
  /** address of the FHIR door once it is known: a search by an absolute address of our own is a search for our own */
  readonly base?: () => string | undefined;
}
