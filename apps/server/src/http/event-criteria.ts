import { type Caller, type FhirStore, isResourceType, type ResourceType } from '@lienmach/fhir-store';
import type { Subscription } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { Changes } from './visible-changes.ts';

/** What one stream listens for: `Observation?status=final`. */
export interface EventCriteria {
  readonly type: ResourceType;
  readonly query: URLSearchParams;
}

/** criteria of one stream: each is a search for every event of its type */
const MOST_CRITERIA = 5;
/** ids of one search: an event may name thousands */
const HANDFUL = 100;

/** what shapes a page of results says nothing about which resources are meant */
const shaping =
  /^_(count|cursor|sort|include|revinclude|summary|elements|total|contained|containedType|format|pretty)\b/;

/** @throws http.badCriteria */
function parseCriteria(text: string): EventCriteria {
  const [type = '', query = ''] = text.split(/\?(.*)/s);
  if (!isResourceType(type) || type === 'AuditEvent')
    throw errors.badCriteria({ at: 'criteria', detail: type.slice(0, 40) });
  const parameters = new URLSearchParams(query);
  const shape = [...parameters.keys()].find((name) => shaping.test(name));
  if (shape !== undefined) throw errors.badCriteria({ at: 'criteria', detail: shape.slice(0, 40) });
  return { type, query: parameters };
}

/**
 * What a caller wants to hear: `criteria` as often as needed, or those of a Subscription that they may read; nothing: whatever
 * they may see. Asked once as a search, so that a question they may not ask is refused here and not by silence.
 *
 * @throws http.badCriteria, 403 for a type or parameter out of reach, 404 for a Subscription out of reach
 */
export async function criteriaOf(
  store: FhirStore,
  caller: Caller,
  asked: URLSearchParams,
): Promise<readonly EventCriteria[] | undefined> {
  const texts = asked.getAll('criteria');
  const subscriptions = asked.getAll('subscription');
  if (texts.length + subscriptions.length > MOST_CRITERIA)
    throw errors.badCriteria({ at: 'criteria', detail: `more than ${MOST_CRITERIA}` });
  for (const id of subscriptions) {
    const { text } = await store.read(caller, 'Subscription', id);
    texts.push((JSON.parse(text) as Subscription).criteria); // written by way of the validator
  }
  if (texts.length === 0) return undefined;
  const all = texts.map(parseCriteria);
  for (const one of all) {
    const probe = new URLSearchParams(one.query);
    probe.set('_count', '0');
    const { ignored } = await store.search(caller, one.type, probe);
    if (ignored.length > 0) throw errors.badCriteria({ at: 'criteria', detail: ignored.join(', ').slice(0, 200) });
  }
  return all;
}

/** The changes that now lie within one of the criteria and within what the caller may see: a search decides both. */
export async function changesWithin(
  store: FhirStore,
  caller: Caller,
  criteria: readonly EventCriteria[],
  changes: Changes,
): Promise<Changes> {
  const found = new Set<string>();
  for (const { type, query } of criteria) {
    const ids = [...new Set(changes.filter((one) => one.type === type).map(({ id }) => id))];
    for (let start = 0; start < ids.length; start += HANDFUL) {
      const asked = new URLSearchParams(query);
      asked.append('_id', ids.slice(start, start + HANDFUL).join(','));
      asked.set('_count', String(HANDFUL));
      const { matches } = await store.search(caller, type, asked);
      for (const { id } of matches) found.add(`${type}/${id}`);
    }
  }
  return changes.filter(({ type, id }) => found.has(`${type}/${id}`));
}
