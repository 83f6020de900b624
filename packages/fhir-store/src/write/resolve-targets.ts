import { storeErrors } from '../errors.ts';
import { isResourceType } from '../resource-types.ts';
import { findIds } from '../search/find-ids.ts';
import type { Sql } from '../sql.ts';
import type { Caller, ResourceType } from '../store-contract.ts';
import { atPlace } from './entry-place.ts';
import type { Intent, Target } from './intent.ts';
import { conditionalReference, visitReferences } from './links.ts';
import { conditionLocks, identifierLocks, inOrder, type LockKey } from './lock-keys.ts';
import { uuidV7 } from './uuid-v7.ts';
import type { WriteContext } from './write-context.ts';

/** Which resources the intents mean, and what texts of references become. */
export interface Resolution {
  readonly targets: readonly Target[];
  readonly links: ReadonlyMap<string, string>;
}

interface Condition {
  readonly type: ResourceType;
  readonly query: URLSearchParams;
}

/** Who asks, and through which connection: inside the transaction that holds the locks. */
export interface Finder {
  readonly context: WriteContext;
  readonly sql: Sql;
  readonly caller: Caller;
}

/** Does anything here depend on a search? Then it needs a transaction with locks. */
export const hasConditions = (intents: readonly Intent[]): boolean =>
  intents.some((intent) => intent.condition !== undefined) || conditionalReferences(intents).size > 0;

/** Locks of everything the intents carry or ask for. */
export function locksOf(intents: readonly Intent[]): LockKey[] {
  const carried = intents.flatMap((intent) => (intent.kind === 'delete' ? [] : identifierLocks(intent.resource)));
  const asked = intents.flatMap(({ type, condition }) => (condition ? conditionLocks(type, condition) : []));
  return inOrder([...carried, ...asked]);
}

/** Conditions are searched after the locks are held, so that the search sees what the last holder wrote. */
export async function resolveTargets(finder: Finder, intents: readonly Intent[]): Promise<Resolution> {
  const references = conditionalReferences(intents);
  const found = await findAll(finder, conditionsOf(intents));
  const referred = await findAll(finder, [...references.values()]);
  const made = new Map<string, string>();
  const targets = intents.map((intent) => atPlace(intent.place, () => targetOf(intent, found, made)));
  const links = new Map<string, string>();
  for (const { intent, id } of targets) if (intent.fullUrl) links.set(intent.fullUrl, `${intent.type}/${id}`);
  for (const [text, condition] of references) links.set(text, referenceTo(text, condition, referred, made));
  return { targets, links };
}

function conditionsOf(intents: readonly Intent[]): Condition[] {
  return intents.flatMap(({ type, condition }) => (condition ? [{ type, query: condition }] : []));
}

function conditionalReferences(intents: readonly Intent[]): Map<string, Condition> {
  const references = new Map<string, Condition>();
  for (const intent of intents) {
    if (intent.kind === 'delete') continue;
    visitReferences(intent.resource, (text) => {
      const condition = text.includes('?') ? conditionalReference(text) : undefined;
      if (condition && isResourceType(condition.type))
        references.set(text, { type: condition.type, query: new URLSearchParams(condition.query) });
    });
  }
  return references;
}

const keyOf = ({ type, query }: Condition): string =>
  `${type}?${[...query]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')}`;

async function findAll({ context, sql, caller }: Finder, conditions: readonly Condition[]) {
  const found = new Map<string, readonly string[]>();
  for (const condition of conditions) {
    const key = keyOf(condition);
    if (found.has(key)) continue;
    const options = { limit: 2, zone: context.zone, now: context.now };
    found.set(key, await findIds(sql, caller, condition.type, condition.query, options));
  }
  return found;
}

/** @param made  ids that an earlier entry with the same condition will have created */
function targetOf(intent: Intent, found: ReadonlyMap<string, readonly string[]>, made: Map<string, string>): Target {
  const { type, condition } = intent;
  if (!condition)
    return intent.kind === 'create'
      ? { intent, id: uuidV7(), mode: 'new' }
      : { intent, id: intent.id ?? '', mode: 'known' };
  const key = keyOf({ type, query: condition });
  const [id, second] = found.get(key) ?? [];
  if (second !== undefined) throw storeErrors.multipleMatches({ at: type, detail: key });
  if (id !== undefined) return matched(intent, id);
  const before = made.get(key);
  if (before !== undefined) return { intent, id: before, mode: 'found' };
  return unmatched(intent, key, made);
}

function matched(intent: Intent, id: string): Target {
  if (intent.kind === 'create') return { intent, id, mode: 'found' };
  if (intent.id !== undefined && intent.id !== id)
    throw storeErrors.idMismatch({ at: `${intent.type}.id`, detail: id });
  return { intent, id, mode: 'known' };
}

function unmatched(intent: Intent, key: string, made: Map<string, string>): Target {
  if (intent.kind === 'delete') return { intent, id: '', mode: 'none' };
  const given = intent.kind === 'update' ? intent.id : undefined;
  const id = given ?? uuidV7();
  made.set(key, id);
  return { intent, id, mode: given === undefined ? 'new' : 'known' };
}

function referenceTo(
  text: string,
  condition: Condition,
  found: ReadonlyMap<string, readonly string[]>,
  made: ReadonlyMap<string, string>,
): string {
  const key = keyOf(condition);
  const ids = found.get(key) ?? [];
  const id = ids[0] ?? made.get(key);
  if (ids.length > 1) throw storeErrors.multipleMatches({ detail: text });
  if (id === undefined) throw storeErrors.unresolvedReference({ detail: text });
  return `${condition.type}/${id}`;
}
