import type { CodecName, Hl7Message, MessageContext, Need } from '@lienmach/exchange';
import type { ActiveAgent, ResourceOf, ResourceType } from '@lienmach/fhir-store';
import type { Bundle, CodeSystem, FhirResource, Questionnaire, StructureDefinition } from 'fhir/r4';
import type { Context } from './context.ts';

/** One parameter of an operation, as OperationDefinition.parameter says it; `part` for nested values. */
export interface OperationParameter {
  readonly name: string;
  readonly use: 'in' | 'out';
  readonly min: number;
  readonly max: '1' | '*';
  /** FHIR type (`string`, `Coding`, `Patient`, …); `*` on the way out: the value says its own, `{ valueCode: 'x' }`; absent when it has parts */
  readonly type?: string;
  readonly part?: readonly OperationParameter[];
}

/**
 * A verb users press. `In` is what the declared `in` parameters decode to: `{ name: value }`, arrays where max is `*`,
 * nested objects for parts. `Out` is a resource when there is one out parameter called `return`, else `{ name: value }`.
 */
export interface Operation<In = void, Out = unknown> {
  readonly definition: {
    readonly code: string;
    readonly title: { readonly vi: string; readonly en: string };
    /** types it is mounted on; none: the whole system */
    readonly resource?: readonly ResourceType[];
    /** `instance` needs an id, `type` and `system` have none */
    readonly level: 'instance' | 'type' | 'system';
    /** false: GET is allowed and nothing is written */
    readonly affectsState: boolean;
    readonly parameter: readonly OperationParameter[];
    /** roles that may call it; nobody else may */
    readonly allow: readonly string[];
    /** the verb reads with the reach of these roles instead of its caller's: only for one that tells less than it reads */
    readonly readsAs?: readonly string[];
    /** the verb is about what its caller cannot see: it opens that, with a reason */
    readonly breaksGlass?: true;
    /** the verb looks after what lies behind the record: accounts, the log, messages, catalogs */
    readonly usesEngines?: true;
  };
  run(ctx: Context, id: string, input: In): Promise<Out>;
}

/** A reaction to the record: told at least once, in order per patient, after the commit. */
export interface Subscription<T extends ResourceType = ResourceType> {
  readonly id: string;
  readonly on: T;
  /** cheap test on the new version; the reaction itself decides the rest */
  readonly when: (resource: ResourceOf<T>) => boolean;
  /** the roles the reaction acts with */
  readonly actAs: readonly string[];
  /** what has to happen one after the other; absent: everything of one patient */
  readonly key?: (resource: ResourceOf<T>) => string;
  /** it waits for somebody outside the house: runs beside all reactions of other lanes, so that a slow partner delays nobody */
  readonly lane?: string;
  /** attempts after which a person has to look; absent: what the queue allows everybody */
  readonly attempts?: number;
  /** an option of channels: while no channel in use carries it, nothing is told */
  readonly wantedBy?: string;
  /** @param attempt  1 for the first time */
  react(ctx: Context, resource: ResourceOf<T>, attempt: number): Promise<void>;
}

/** For each type: what the resource belongs to, as `Type/id`; undefined: nothing that is followed. */
export type Belongings = { readonly [T in ResourceType]?: (resource: ResourceOf<T>) => string | undefined };

/**
 * Keeps something in step with one thing of the record, whatever of it was written: told once for all that came since it last
 * looked, and only while nobody waits for the house.
 */
export interface Follower {
  readonly id: string;
  readonly of: Belongings;
  readonly actAs: readonly string[];
  /** an option of channels: while no channel in use carries it, nothing is followed */
  readonly wantedBy?: string;
  /** @param reference  `Type/id`. Done twice it must change nothing */
  follow(ctx: Context, reference: string): Promise<void>;
}

/**
 * What time alone makes due: nobody presses it, nothing written causes it. Every working process of the house runs it when
 * it opens and then at its pace; done twice, or by two at once, it must change nothing.
 */
export interface Round {
  readonly id: string;
  readonly everyMinutes: number;
  readonly actAs: readonly string[];
  run(ctx: Context): Promise<void>;
}

/**
 * A foreign message that this room understands. `needs` names what must be in the record first: FHIR searches that must
 * find exactly one resource, or as many as the need says; what is missing parks the message. `map` is pure; the bundle is
 * written in one transaction and the acknowledgement leaves only after the commit.
 */
export interface MessageMapping<Needs extends string = string, Message = Hl7Message> {
  /** how a channel names it; default: `on` */
  readonly id?: string;
  /** how the message is written; default: hl7v2 */
  readonly codec?: CodecName;
  /** type of the message as its codec tells it, e.g. `ORU^R01` */
  readonly on: string;
  /** the roles that its messages are written with; default: `integration` */
  readonly actAs?: readonly string[];
  /** FHIR searches of what it has to know of the house, such as a catalog: in `context.lists` before `needs` is asked */
  readonly standing?: Readonly<Record<string, string>>;
  readonly needs: (message: Message, context: MessageContext) => Readonly<Record<Needs, Need>>;
  readonly map: (
    message: Message,
    found: Readonly<Record<Needs, FhirResource>>,
    now: Date,
    context: MessageContext,
  ) => Bundle;
  /** what answers a query, in place of the plain acknowledgement; pure */
  readonly reply?: (
    message: Message,
    found: Readonly<Record<Needs, FhirResource>>,
    now: Date,
    context: MessageContext,
  ) => string | Uint8Array;
  /** numbers under which the house knows that the answer told this channel something: what takes it back may follow (`after`) */
  readonly told?: (
    message: Message,
    found: Readonly<Record<Needs, FhirResource>>,
    now: Date,
    context: MessageContext,
  ) => readonly string[];
}

/**
 * A call that a partner makes over HTTP, signed with a secret that only both know: the door checks the signature and its
 * age, this says what the content means. `map` is pure; the operation runs in the partner's name with the roles `actAs`.
 */
export interface WebhookMapping {
  /** what the call is about, e.g. `bank-transfer`; the site file names it for each partner */
  readonly on: string;
  readonly actAs: readonly string[];
  /** @param body  whatever JSON came. @throws the room's refusal when it cannot be read */
  readonly map: (body: unknown) => {
    readonly operation: string;
    readonly at?: string;
    readonly input: Record<string, unknown>;
  };
}

/** May this change happen at all? Pure; throws the room's refusal. */
export interface Guard {
  readonly on: readonly ResourceType[];
  /** @param by  who asks for it; `activity` is the verb or reaction of the house, absent for what comes as plain FHIR */
  check(
    previous: FhirResource,
    next: FhirResource | undefined,
    by?: Pick<ActiveAgent, 'who' | 'roles' | 'activity'>,
  ): void;
}

/**
 * May somebody from outside add this at all? Verbs, reactions and messages of the house decide for themselves; this is for
 * what comes as plain FHIR. Pure; throws the room's refusal.
 */
export interface EntranceRule {
  readonly on: readonly ResourceType[];
  /** `Type/id` that has to be seen first; may be nothing */
  asks(resource: FhirResource): readonly string[];
  admit(resource: FhirResource, found: ReadonlyMap<string, FhirResource>): void;
}

/** A reaction to any one type; the union keeps `on` and `react` together. */
export type AnySubscription = { [T in ResourceType]: Subscription<T> }[ResourceType];

/** The manifest of a room: names, no logic. Keys stand in this order. */
export interface System {
  readonly id: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly profiles?: readonly StructureDefinition[];
  readonly catalogs?: readonly CodeSystem[];
  /** written into the record when the house opens; each has a `url` and a `version` */
  readonly forms?: readonly Questionnaire[];
  readonly operations?: readonly Operation<never, unknown>[];
  readonly subscriptions?: readonly AnySubscription[];
  readonly followers?: readonly Follower[];
  readonly rounds?: readonly Round[];
  readonly messages?: readonly MessageMapping<never, never>[];
  readonly webhooks?: readonly WebhookMapping[];
  readonly guards?: readonly Guard[];
  readonly entrances?: readonly EntranceRule[];
}

export const defineSystem = (system: System): System => system;
