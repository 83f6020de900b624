import { type Caller, type FhirStore, isResourceType, type Reach, type ResourceType } from '@lienmach/fhir-store';
import type { EventHandler, EventSource } from '@lienmach/jobs';
import { isFhirError } from '@lienmach/outcome';
import type { Subscriber } from '@lienmach/system-kit';
import type { FhirResource, Subscription } from 'fhir/r4';
import { errors } from './errors.ts';
import { sendNotification } from './send-notification.ts';
import { checkAddress, subscriberOf } from './subscriber-of.ts';

export interface SubscriptionOptions {
  readonly store: FhirStore;
  readonly subscribers: readonly Subscriber[];
  /** what this subscriber may see at this moment: roles, and what people refused */
  readonly reachOf: (subscriber: Subscriber) => Promise<Reach>;
}

/** milliseconds for which the list of subscriptions is believed; this process hears of its own changes at once */
const BELIEVED = 500;
/** failed attempts at one notification after which the subscription is switched off */
const MOST_ATTEMPTS = 6;
const PREFIX = 'subscription/';
const LISTENED = 'status=active,error&_count=1000';
const listened = new Set<Subscription['status']>(['active', 'error']);
const payloads = new Set([undefined, 'application/fhir+json']);

const house = (reach: Reach): Caller => ({
  agent: { who: 'Device/subscriptions', display: 'Thông báo', client: 'subscriptions', roles: [] },
  reach,
  activity: 'subscription',
});
const everything = house({ limit: () => 'all' });

interface Criteria {
  readonly type: ResourceType;
  readonly query: URLSearchParams;
}

const split = (criteria: string): { type: string; query: string } => {
  const [type = '', query = ''] = criteria.split(/\?(.*)/s);
  return { type, query };
};

// written by way of the validator
const parseSubscription = (text: string): Subscription => JSON.parse(text) as Subscription;

/** @throws subscription.badCriteria */
function criteriaOf({ criteria }: Subscription): Criteria {
  const { type, query } = split(criteria);
  if (!isResourceType(type) || type === 'AuditEvent' || type === 'Subscription')
    throw errors.badCriteria({ at: 'Subscription.criteria' });
  return { type, query: new URLSearchParams(query) };
}

/** What `Subscription`s ask for, as reactions to the record: they come and go with the resources. */
export class Subscriptions implements EventSource {
  readonly #options: SubscriptionOptions;
  #asked: Promise<readonly EventHandler[]> = Promise.resolve([]);
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
  }

  /** looks at a requested subscription and switches it on, or says why not */
  get onRequested(): EventHandler {
    return {
      id: 'subscriptions/on-requested',
      on: 'Subscription',
      when: (resource) => resource.resourceType === 'Subscription' && resource.status === 'requested',
      key: ({ id }) => PREFIX + id,
      run: async ({ id = '' }) => {
        const subscription = await this.#current(id);
        if (subscription?.status === 'requested') await this.#activate(subscription);
      },
    };
  }

  /** One look at a time, and everybody who asks meanwhile gets its answer: an event must not pass a list that is being read. */
  now(): Promise<readonly EventHandler[]> {
    if (this.#options.subscribers.length === 0 || performance.now() - this.#askedAt < BELIEVED) return this.#asked;
    this.#askedAt = performance.now();
    this.#asked = this.#look();
    this.#asked.catch(() => {
      this.#askedAt = Number.NEGATIVE_INFINITY;
    });
    return this.#asked;
  }

  async #look(): Promise<readonly EventHandler[]> {
    const { matches } = await this.#options.store.search(everything, 'Subscription', new URLSearchParams(LISTENED));
    return matches.flatMap(({ id, text }) => {
      const { type } = split(parseSubscription(text).criteria);
      return isResourceType(type) ? [this.#handler(id, type)] : [];
    });
  }

  find(handler: string): EventHandler | undefined {
    return handler.startsWith(PREFIX) ? this.#handler(handler.slice(PREFIX.length), 'Subscription') : undefined;
  }

  #handler(id: string, on: ResourceType): EventHandler {
    const key = PREFIX + id;
    return {
      id: key,
      on,
      when: () => true,
      key: () => key,
      run: (resource, attempt) => this.#tell(id, resource, attempt),
    };
  }

  async #current(id: string): Promise<Subscription | undefined> {
    try {
      return parseSubscription((await this.#options.store.read(everything, 'Subscription', id)).text);
    } catch (thrown) {
      if (isFhirError(thrown) && (thrown.status === 404 || thrown.status === 410)) return undefined;
      throw thrown;
    }
  }

  async #change({ id = '' }: Subscription, status: Subscription['status'], error?: string): Promise<void> {
    await this.#options.store.patch(everything, 'Subscription', id, (previous) => {
      const { error: _old, ...rest } = previous as Subscription;
      return { ...rest, status, ...(error === undefined ? {} : { error }) };
    });
    this.#askedAt = Number.NEGATIVE_INFINITY;
  }

  async #activate(subscription: Subscription): Promise<void> {
    try {
      await this.#check(subscription);
      await this.#change(subscription, 'active');
    } catch (thrown) {
      if (!isFhirError(thrown) || thrown.status >= 500) throw thrown;
      await this.#change(subscription, 'off', thrown.message);
    }
  }

  async #check(subscription: Subscription): Promise<void> {
    const { store, subscribers, reachOf } = this.#options;
    const { channel } = subscription;
    const { type, query } = criteriaOf(subscription);
    if (channel.type !== 'rest-hook' || !payloads.has(channel.payload))
      throw errors.badChannel({ at: 'Subscription.channel' });
    const subscriber = subscriberOf(subscribers, channel.endpoint);
    await checkAddress(subscriber, channel.endpoint ?? '');
    query.set('_count', '0');
    const { ignored } = await store.search(house(await reachOf(subscriber)), type, query);
    if (ignored.length > 0) throw errors.badCriteria({ at: 'Subscription.criteria', detail: ignored.join(', ') });
  }

  async #tell(id: string, resource: FhirResource, attempt: number): Promise<void> {
    const subscription = await this.#current(id);
    if (subscription === undefined || !listened.has(subscription.status)) return;
    try {
      const { channel, status } = subscription;
      const subscriber = subscriberOf(this.#options.subscribers, channel.endpoint);
      const stored = await this.#match(subscription, subscriber, resource);
      if (stored === undefined) return;
      await checkAddress(subscriber, channel.endpoint ?? '');
      await sendNotification(subscription, stored);
      if (status === 'error') await this.#change(subscription, 'active');
    } catch (thrown) {
      await this.#fail(subscription, thrown, attempt);
    }
  }

  /** The version of now, where it lies within the criteria and within what the subscriber may see. */
  async #match(subscription: Subscription, subscriber: Subscriber, { id = '' }: FhirResource) {
    const { type, query } = criteriaOf(subscription);
    query.append('_id', id);
    const caller = house(await this.#options.reachOf(subscriber));
    const page = await this.#options.store.search(caller, type, query);
    return page.matches.find((stored) => stored.id === id);
  }

  /** Tried again with growing rests; after the last time, and where there is no hope, the subscription is off. */
  async #fail(subscription: Subscription, thrown: unknown, attempt: number): Promise<void> {
    if (!isFhirError(thrown)) throw thrown;
    const isOver = attempt >= MOST_ATTEMPTS || thrown.status < 500;
    const status = isOver ? 'off' : 'error';
    if (subscription.status !== status) await this.#change(subscription, status, thrown.message);
    if (!isOver) throw thrown;
  }
}
