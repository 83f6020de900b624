import type { ResourceType } from '@lienmach/fhir-store';
import { CALM_LANE, type EventHandler } from '@lienmach/jobs';
import type { FhirResource } from 'fhir/r4';
import type { Context } from './context.ts';
import type { Actor } from './host.ts';
import { patientKey } from './patient-key.ts';
import type { AnySubscription, Follower, System } from './system.ts';

/** What a room's events need of the house. */
interface EventHouse {
  /** the context of somebody, at something */
  readonly contextOf: (actor: Actor, activity: string) => Context;
  /** does a channel in use carry this option? */
  readonly isAsked: (option: string) => boolean;
}

/** A reaction acts in the name of its room, with its own roles. */
export const actorOf = (system: System, id: string, roles: readonly string[]): Actor => ({
  reference: `Device/${system.id}`,
  display: system.title.vi,
  roles,
  client: id,
});

function eventOf(system: System, subscription: AnySubscription, { contextOf, isAsked }: EventHouse): EventHandler {
  const { wantedBy } = subscription;
  const id = `${system.id}/${subscription.id}`;
  const actor = actorOf(system, id, subscription.actAs);
  return {
    id,
    on: subscription.on,
    key: (resource) => subscription.key?.(resource as never) ?? patientKey(resource),
    when: (resource) => (wantedBy === undefined || isAsked(wantedBy)) && subscription.when(resource as never), // the engine hands over the type the room asked for
    run: (resource, attempt) => subscription.react(contextOf(actor, id), resource as never, attempt),
    ...(subscription.attempts === undefined ? {} : { attempts: subscription.attempts }),
    ...(subscription.lane === undefined ? {} : { lane: subscription.lane }),
  };
}

/** One handler for each type, all of one name: what they are told merges. */
function followingOf(system: System, follower: Follower, { contextOf, isAsked }: EventHouse): EventHandler[] {
  const id = `${system.id}/${follower.id}`;
  const actor = actorOf(system, id, follower.actAs);
  const { wantedBy } = follower;
  const belongings = Object.entries(follower.of) as [ResourceType, (resource: FhirResource) => string | undefined][];
  return belongings.map(([on, belongsTo]) => ({
    id,
    on,
    lane: CALM_LANE,
    key: patientKey,
    when: (resource) => (wantedBy === undefined || isAsked(wantedBy)) && belongsTo(resource) !== undefined,
    about: belongsTo,
    run: (thing) => follower.follow(contextOf(actor, id), `${thing.resourceType}/${thing.id}`),
  }));
}

/** What a room wants to be told of, as packages/jobs runs it. */
export const eventsOfRoom = (system: System, house: EventHouse): EventHandler[] => [
  ...(system.subscriptions ?? []).map((subscription) => eventOf(system, subscription, house)),
  ...(system.followers ?? []).flatMap((follower) => followingOf(system, follower, house)),
];
