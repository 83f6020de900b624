import { isFhirError } from '@lienmach/outcome';
import type { FhirResource } from 'fhir/r4';
import { sqlStateOf } from '../connection-loss.ts';
import { storeErrors } from '../errors.ts';
import { withoutHidden } from '../hidden-elements.ts';
import { parseStored } from '../parse-json.ts';
import { renewStale } from '../reindex/renew-rows.ts';
import { isResourceType } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { BundleOptions, Caller } from '../store-contract.ts';
import { applyPatches } from './apply-patches.ts';
import { checkClaims } from './check-claims.ts';
import { checkIntent } from './check-intent.ts';
import { checkReferences } from './check-references.ts';
import { type CurrentVersions, currentVersions } from './current-versions.ts';
import { atPlace } from './entry-place.ts';
import type { AskedIntent, Intent, Target, WriteResult } from './intent.ts';
import { renameLinks } from './links.ts';
import { type LockKey, lockColumns, takingLocks } from './lock-keys.ts';
import { type Planned, planChange } from './plan-change.ts';
import { hasConditions, locksOf, type Resolution, resolveTargets } from './resolve-targets.ts';
import { unseenReferences } from './unseen-references.ts';
import { writeChanges } from './write-changes.ts';
import type { WriteContext } from './write-context.ts';

const ATTEMPTS = 8;
/** from this attempt on the rows are locked before they are read */
const PATIENT = 3;
/** lost compare-and-set, new id taken meanwhile, deadlock, serialization */
const RETRIED = new Set(['LM412', '23505', '40P01', '40001']);

interface Asked {
  readonly context: WriteContext;
  readonly caller: Caller;
  readonly intents: readonly AskedIntent[];
  readonly activity: string;
  readonly first?: BundleOptions['first'];
}

/** All patches are applied: what is left to write. */
interface Run extends Asked {
  readonly intents: readonly Intent[];
  readonly locks: readonly LockKey[];
}

interface Done {
  readonly results: readonly WriteResult[];
  readonly systems: ReadonlyMap<string, number> | undefined;
}

/**
 * Carries out all intents, or none. Without conditions: what is stored is read, then everything is written by one
 * statement that insists on the versions it has read; a lost race is run again. With conditions: a transaction that takes
 * its locks in a statement of its own, then searches, then writes.
 *
 * @returns one result for each intent, in their order
 */
export async function executeWrites(
  context: WriteContext,
  caller: Caller,
  intents: readonly AskedIntent[],
  activity: string,
  first?: BundleOptions['first'],
): Promise<readonly WriteResult[]> {
  for (const intent of intents) checkIntent(context, caller, intent);
  await checkClaims(context, intents);
  const asked: Asked = { context, caller, intents, activity, first };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      const done = await attemptOnce(asked, attempt >= PATIENT);
      if (done.systems) context.systems.remember(done.systems);
      if (done.systems) {
        context.wake();
        context.hooks.written?.(new Set(intents.map(({ type }) => type)));
      }
      if (done.results.some(isMerged)) context.merged.noticed();
      return done.results.map((result) => shownTo(caller, result));
    } catch (thrown) {
      if (isFhirError(thrown) || !RETRIED.has(sqlStateOf(thrown) ?? '')) throw thrown;
    }
  }
  throw storeErrors.busy();
}

const isMerged = ({ type, text }: WriteResult): boolean => type === 'Patient' && text.includes('"replaced-by"');

/** The written object is given back only to who sees all of it. */
function shownTo(caller: Caller, result: WriteResult): WriteResult {
  const shown = withoutHidden(caller, result);
  if (shown === result) return result;
  const { resource: _whole, ...rest } = shown;
  return rest;
}

async function attemptOnce(asked: Asked, isPatient: boolean): Promise<Done> {
  const { sql } = asked.context;
  const { first } = asked;
  const run = isPatient || first !== undefined ? undefined : await runOf(asked, sql, false);
  if (run && !hasConditions(run.intents)) return runIn(sql, run, false);
  return sql.transaction(async (inside) => {
    await first?.(inside);
    const locked = run ?? (await runOf(asked, inside, true));
    await takeLocks(inside, locked.locks);
    return runIn(inside, locked, true);
  });
}

async function runOf(asked: Asked, sql: Sql, isLocked: boolean): Promise<Run> {
  const intents = await applyPatches({ ...asked, sql }, asked.intents, isLocked);
  return { ...asked, intents, locks: locksOf(intents) };
}

async function takeLocks(sql: Sql, locks: readonly LockKey[]): Promise<void> {
  if (locks.length === 0) return;
  await sql.query({
    name: 'record_lock',
    text: `select ${takingLocks('$1::int4[]', '$2::int4[]', '$3::bool[]')}`,
    values: lockColumns(locks),
  });
}

async function runIn(sql: Sql, run: Run, isLocked: boolean): Promise<Done> {
  const { context, caller } = run;
  const resolution = await resolveTargets({ context, sql, caller }, run.intents);
  const targets = resolution.targets;
  checkDistinct(targets);
  const resources = finalResources(resolution);
  if (caller.references === 'strict') await checkAll(sql, caller, targets, resources);
  const current = await currentVersions(sql, storedKeys(targets), isLocked);
  await renewStale(sql, context, current);
  const around = await lookAround(sql, run, resources);
  const unseen = await unseenReferences(sql, caller, resources, writtenBy(targets));
  const situation = { context, caller, lastUpdated: notBefore(current, context.now()), around, unseen };
  const planned = targets.map((target, index) =>
    isTwin(target, targets)
      ? undefined
      : atPlace(target.intent.place, () => planChange(situation, target, resources[index], current.get(keyOf(target)))),
  );
  const changes = planned.flatMap((one) => one?.change ?? []);
  const results = planned.map((one, index) => one?.result ?? twinResult(targets, planned, index));
  if (changes.length === 0) return { results, systems: undefined };
  const locks = isLocked ? [] : run.locks;
  const write = { changes, caller, activity: run.activity, at: situation.lastUpdated, locks };
  const systems = isLocked ? writeChanges(sql, context.systems, [write]) : context.shared.write(write);
  return { results, systems: await systems };
}

/** A clock that jumped back never dates a version before the one it follows. */
const notBefore = (current: CurrentVersions, now: Date): string =>
  [...current.values()].reduce((latest, { updated }) => (updated > latest ? updated : latest), now.toISOString());

const keyOf = ({ intent, id }: Target): string => `${intent.type}/${id}`;

/** A conditional create whose match is made by another entry of the same bundle. */
const isTwin = (target: Target, all: readonly Target[]): boolean =>
  target.mode === 'found' && all.some((other) => other.mode !== 'found' && keyOf(other) === keyOf(target));

function twinResult(targets: readonly Target[], planned: readonly (Planned | undefined)[], index: number): WriteResult {
  const wanted = targets[index] && keyOf(targets[index]);
  const made = planned.find((one) => one && `${one.result.type}/${one.result.id}` === wanted);
  if (!made) throw storeErrors.busy();
  return { ...made.result, status: 200 };
}

const storedKeys = (targets: readonly Target[]) =>
  targets.flatMap(({ intent, id, mode }) => (mode === 'new' || mode === 'none' ? [] : [{ type: intent.type, id }]));

/** What the entrance wants to see of the record before anything new comes in; nothing asked, nothing read. */
async function lookAround(sql: Sql, { context, caller }: Run, resources: readonly (FhirResource | undefined)[]) {
  const { entrance } = context.hooks;
  const asked = new Set(resources.flatMap((one) => (one && entrance ? entrance.asks(one, caller) : [])));
  const keys = [...asked].flatMap((text) => {
    const [type = '', id = ''] = text.split('/');
    return isResourceType(type) ? [{ type, id }] : [];
  });
  const found = await currentVersions(sql, keys, false);
  return new Map(
    [...found].flatMap(([key, { body, deleted }]) => (deleted ? [] : [[key, parseStored(body)] as const])),
  );
}

/** Resources with the references they will be stored with; undefined for deletes and for what was found. */
function finalResources({ targets, links }: Resolution): (FhirResource | undefined)[] {
  return targets.map(({ intent, mode }) => {
    if (intent.kind === 'delete' || mode === 'found') return undefined;
    return links.size === 0 ? intent.resource : renameLinks(intent.resource, (text) => links.get(text));
  });
}

function checkDistinct(targets: readonly Target[]): void {
  const seen = new Set<string>();
  for (const { intent, id, mode } of targets) {
    const key = `${intent.type}/${id}`;
    if (mode === 'found' || mode === 'none') continue;
    if (seen.has(key)) throw storeErrors.duplicateEntry({ at: intent.place || intent.type, detail: key });
    seen.add(key);
  }
}

function checkAll(
  sql: Sql,
  caller: Caller,
  targets: readonly Target[],
  resources: readonly (FhirResource | undefined)[],
) {
  const referrers = targets.flatMap(({ intent }, index) => {
    const resource = resources[index];
    return resource ? [{ resource, place: intent.place }] : [];
  });
  return checkReferences(sql, caller, referrers, writtenBy(targets));
}

const writtenBy = (targets: readonly Target[]): ReadonlySet<string> =>
  new Set(targets.filter(({ intent }) => intent.kind !== 'delete').map(keyOf));
