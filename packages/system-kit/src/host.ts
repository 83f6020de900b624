import { createHmac, randomBytes } from 'node:crypto';
import type { Signer } from '@lienmach/documents';
import { openServices, type Services } from '@lienmach/exchange';
import type { Caller, FhirStore, Reach, ResourceType, StoreHooks } from '@lienmach/fhir-store';
import type { EventHandler } from '@lienmach/jobs';
import { isFhirError } from '@lienmach/outcome';
import { noDefinitions, openTerminologyEngine, type Terminology, type TerminologyEngine } from '@lienmach/terminology';
import type { FhirResource } from 'fhir/r4';
import type { AccessLog, Context, Outbound } from './context.ts';
import type { EngineRoom, Engines } from './engines.ts';
import { errors } from './errors.ts';
import type { HouseRound } from './house-rounds.ts';
import { decodeParameters, encodeParameters, toParameters } from './parameters.ts';
import { actorOf, eventsOfRoom } from './room-events.ts';
import { openRoomStore } from './room-store.ts';
import type { Site, SiteUnit } from './site.ts';
import type { MessageMapping, Operation, System, WebhookMapping } from './system.ts';

/** Who is signed in: a person, a partner, or a reaction of the house itself. */
export interface Actor {
  /** `Practitioner/…` or `Device/…` */
  readonly reference: string;
  readonly display: string;
  readonly roles: readonly string[];
  readonly client: string;
  readonly address?: string;
  readonly purpose?: string;
  /** narrower than the roles, when the token says so; absent: what the roles reach */
  readonly reach?: Reach;
}

/** One call of an operation, for the audit trail; refused calls are told too. */
export interface OperationCall {
  readonly actor: Actor;
  readonly operation: string;
  readonly at: string | undefined;
  readonly isAllowed: boolean;
  /** what was touched behind the record, told by the verb when it is done */
  readonly what?: readonly string[];
  readonly detail?: string;
}

export interface HostOptions {
  readonly store: FhirStore;
  readonly systems: readonly System[];
  readonly site: Site;
  readonly terminology: Terminology;
  /** absent: the catalogs alone answer */
  readonly codes?: TerminologyEngine;
  readonly signer: Signer;
  readonly outbound: Outbound;
  /** absent: nobody is called */
  readonly services?: Services;
  readonly accessLog: AccessLog;
  readonly reachOf: (roles: readonly string[]) => Reach;
  readonly audit: (call: OperationCall) => Promise<void>;
  readonly now: () => Date;
  /** key of `Context.seal`; absent: one that lives as long as this process */
  readonly sealKey?: () => string;
  readonly randomBytes?: (count: number) => Uint8Array;
  readonly engines?: EngineRoom;
  /** does a channel in use carry this option? absent: not known, so followers that depend on it follow */
  readonly isAsked?: (option: string) => boolean;
  /** the rooms of the site as they are today; absent: those of the site file */
  readonly unitsToday?: () => readonly SiteUnit[];
}

/** Where an operation is asked for: `{ type: 'Encounter', id: 'e1' }`, a type alone, or nothing for the whole system. */
export interface OperationTarget {
  readonly type?: ResourceType;
  readonly id?: string;
}

type AnyOperation = Operation<never, unknown>;

const noServices = openServices([]);

/**
 * The house with its rooms mounted: finds operations, checks who may call them, gives every verb its context, and turns
 * subscriptions, message mappings and guards into what the engines run.
 */
export class Host {
  readonly options: HostOptions;
  readonly systems: readonly System[];
  readonly #operations = new Map<string, AnyOperation>();
  readonly #sealKey: () => string;
  readonly #codes: TerminologyEngine;

  constructor(options: HostOptions) {
    this.options = options;
    this.#codes = options.codes ?? openTerminologyEngine(noDefinitions, options.terminology);
    const ownKey = randomBytes(32).toString('base64url');
    this.#sealKey = options.sealKey ?? (() => ownKey);
    const { rooms } = options.site;
    this.systems =
      rooms === undefined ? options.systems : options.systems.filter((system) => rooms.includes(system.id));
    for (const operation of this.systems.flatMap((system) => system.operations ?? [])) {
      const { code, level, resource } = operation.definition;
      for (const type of resource ?? ['']) this.#operations.set(`${type} ${level} ${code}`, operation);
    }
  }

  /** every mounted operation once, for the CapabilityStatement and for the test that walks all routes */
  get operations(): readonly AnyOperation[] {
    return [...new Set(this.#operations.values())];
  }

  /** @throws `system-kit.unknownOperation` */
  findOperation(code: string, target: OperationTarget): AnyOperation {
    const level = target.id === undefined ? (target.type === undefined ? 'system' : 'type') : 'instance';
    const operation = this.#operations.get(`${target.type ?? ''} ${level} ${code}`);
    if (!operation) throw errors.unknownOperation({ name: `${target.type ?? ''}$${code}` });
    return operation;
  }

  /** Runs an operation as it came over HTTP. @param body  Parameters, or nothing */
  async invoke(
    actor: Actor,
    code: string,
    target: OperationTarget,
    body: FhirResource | undefined,
  ): Promise<FhirResource> {
    const operation = this.findOperation(code, target);
    const out = await this.#run(actor, operation, target, () => decodeParameters(body, operation.definition.parameter));
    return encodeParameters(out, operation.definition.parameter);
  }

  /** Runs an operation with plain values: rooms calling each other, tests, the demo in process. */
  async call<Out>(
    actor: Actor,
    name: string,
    at: string | undefined,
    input: Record<string, unknown> = {},
  ): Promise<Out> {
    const target = targetOf(name, at);
    const operation = this.findOperation(target.code, target);
    const { parameter } = operation.definition;
    const out = await this.#run(actor, operation, target, () =>
      decodeParameters(toParameters(input, parameter), parameter),
    );
    return out as Out;
  }

  contextOf(actor: Actor, activity?: string, engines?: () => Engines): Context {
    const { store, terminology, signer, outbound, accessLog, now, unitsToday } = this.options;
    const site = unitsToday === undefined ? this.options.site : { ...this.options.site, units: unitsToday() };
    return {
      store: openRoomStore(store, this.callerOf(actor, activity)),
      actor: { reference: actor.reference, display: actor.display },
      roles: actor.roles,
      now,
      site,
      terminology,
      codes: this.#codes,
      outbound,
      services: this.options.services ?? noServices,
      accessLog,
      signer,
      get engines() {
        if (engines === undefined) throw errors.enginesClosed({ name: activity });
        return engines();
      },
      seal: (text) => createHmac('sha256', this.#sealKey()).update(text).digest('base64url'),
      randomBytes: this.options.randomBytes ?? randomBytes,
      call: <Out>(operation: string, at: string | undefined, input?: Record<string, unknown>) =>
        this.call<Out>(actor, operation, at, input),
    };
  }

  callerOf(actor: Actor, activity?: string): Caller {
    const { reference, display, roles, client, address, purpose } = actor;
    return {
      agent: {
        who: reference,
        display,
        client,
        roles,
        ...(address ? { address } : {}),
        ...(purpose ? { purpose } : {}),
      },
      reach: actor.reach ?? this.options.reachOf(roles),
      references: 'strict',
      ...(activity ? { activity } : {}),
    };
  }

  /** what packages/jobs runs: every room's reactions, each in its own name and roles */
  get events(): readonly EventHandler[] {
    const house = {
      contextOf: (actor: Actor, activity: string) => this.contextOf(actor, activity),
      isAsked: this.options.isAsked ?? (() => true),
    };
    return this.systems.flatMap((system) => eventsOfRoom(system, house));
  }

  /** what time alone makes due: every room's rounds, each in its own name and roles */
  get rounds(): readonly HouseRound[] {
    return this.systems.flatMap((system) =>
      (system.rounds ?? []).map(({ id: name, everyMinutes, actAs, run }) => {
        const id = `${system.id}/${name}`;
        return { id, everyMinutes, run: () => run(this.contextOf(actorOf(system, id, actAs), id)) };
      }),
    );
  }

  get messages(): readonly MessageMapping<never, never>[] {
    return this.systems.flatMap((system) => system.messages ?? []);
  }

  #enginesOf(call: OperationCall): Engines {
    const { engines, audit } = this.options;
    if (engines === undefined) throw errors.enginesClosed({ name: call.operation });
    return {
      ...engines,
      note: (what, detail) => audit({ ...call, what, ...(detail === undefined ? {} : { detail }) }),
    };
  }

  get webhooks(): readonly WebhookMapping[] {
    return this.systems.flatMap((system) => system.webhooks ?? []);
  }

  /** A verb that reads more than its caller must not tell that something is there which the caller may not see. */
  async #mustSee(actor: Actor, { definition }: AnyOperation, { type, id }: OperationTarget): Promise<void> {
    if (definition.readsAs === undefined || definition.breaksGlass || type === undefined || id === undefined) return;
    const caller = this.callerOf(actor);
    if (typeof caller.reach.limit(type, 'read') === 'object') await this.options.store.read(caller, type, id);
  }

  async #run(actor: Actor, operation: AnyOperation, target: OperationTarget, input: () => unknown): Promise<unknown> {
    const { code, allow, readsAs, usesEngines } = operation.definition;
    const name = `${target.type ?? ''}$${code}`;
    const at = target.id === undefined ? undefined : `${target.type}/${target.id}`;
    const isAllowed = allow.some((role) => actor.roles.includes(role)) || actor.roles.includes('tool');
    await this.options.audit({ actor, operation: name, at, isAllowed });
    if (!isAllowed) throw errors.notAllowed({ name });
    await this.#mustSee(actor, operation, target);
    const values = input() as never; // decoded by the operation's own declaration
    const acting = readsAs === undefined ? actor : { ...actor, reach: this.options.reachOf(readsAs) };
    const engines = usesEngines === true ? () => this.#enginesOf({ actor, operation: name, at, isAllowed }) : undefined;
    const once = () => operation.run(this.contextOf(acting, name, engines), target.id ?? '', values);
    // somebody wrote between our read and our write: the verb reads again and decides again, once
    return once().catch((thrown: unknown) =>
      isFhirError(thrown) && thrown.code === 'store.versionConflict' ? once() : Promise.reject(thrown),
    );
  }
}

/** all rooms' guards as one hook of the store; must exist before the store is opened */
export function guardOf(systems: readonly System[]): NonNullable<StoreHooks['guard']> {
  const guards = systems.flatMap((system) => system.guards ?? []);
  return (previous, next, by) => {
    for (const guard of guards) if (guard.on.includes(previous.resourceType)) guard.check(previous, next, by);
  };
}

const isHouse = ({ activity, agent }: Caller): boolean => activity !== undefined || agent.roles.includes('tool');

/** all rooms' entrance rules as one hook of the store; whoever maintains the record (`tool`) and the house itself pass */
export function entranceOf(systems: readonly System[]): NonNullable<StoreHooks['entrance']> {
  const rules = systems.flatMap((system) => system.entrances ?? []);
  const rulesFor = ({ resourceType }: FhirResource) => rules.filter(({ on }) => on.includes(resourceType));
  return {
    asks: (resource, caller) => (isHouse(caller) ? [] : rulesFor(resource).flatMap((rule) => rule.asks(resource))),
    admit(resource, found, caller) {
      if (!isHouse(caller)) for (const rule of rulesFor(resource)) rule.admit(resource, found);
    },
  };
}

function targetOf(name: string, at: string | undefined): OperationTarget & { code: string } {
  const [typeName, code = ''] = name.includes('$') ? name.split('$') : ['', name];
  const type = typeName?.replace(/\/$/, '') || undefined;
  const [atType, id] = at?.split('/') ?? [];
  const found = (type ?? atType) as ResourceType | undefined; // operation names come from code, unknown ones are refused by findOperation
  return { code, ...(found ? { type: found } : {}), ...(id === undefined ? {} : { id }) };
}
