import { setImmediate } from 'node:timers/promises';
import { storeErrors } from '../errors.ts';
import { indexResource } from '../indexing/index-resource.ts';
import { nodeOf } from '../indexing/values.ts';
import { isWithin, standingOf } from '../standing.ts';
import type { Caller } from '../store-contract.ts';
import type { Change } from '../write/change.ts';
import type { UpdateIntent } from '../write/intent.ts';
import { locksOf } from '../write/resolve-targets.ts';
import { storedResource } from '../write/stored-resource.ts';
import { writeChanges } from '../write/write-changes.ts';
import type { WriteContext } from '../write/write-context.ts';
import { copyMoved } from './copy-moved.ts';

type Moved = UpdateIntent & { readonly id: string };

/** resources that are indexed in one turn of the thread */
const TURN = 25;
const VERSION = /^[1-9]\d{0,8}$/;

/**
 * New resources under their own ids, versions and instants, in one transaction and without an event: what they caused, they
 * have caused where they come from. A site moves with closed visits in it, so the entrance is not asked.
 */
export async function writeMoved(
  context: WriteContext,
  caller: Caller,
  intents: readonly Moved[],
  activity: string,
): Promise<void> {
  const at = context.now().toISOString();
  const changes: Change[] = [];
  for (const intent of intents) {
    changes.push(changeOf(context, caller, intent, at));
    if (changes.length % TURN === 0) await setImmediate(); // others wait for this thread too
  }
  const write = { changes, caller, activity, at, locks: locksOf(intents), isMove: true };
  const { sql, systems } = context;
  const { copyAll } = sql;
  const written = copyAll ? copyMoved(context, copyAll, write) : writeChanges(sql, systems, [write]);
  systems.remember(await written);
  context.hooks.written?.(new Set(intents.map(({ type }) => type)));
}

function changeOf({ zone }: WriteContext, { reach }: Caller, { type, id, resource }: Moved, at: string): Change {
  const { versionId = '', lastUpdated = '' } = resource.meta ?? {};
  const version = VERSION.test(versionId) ? Number(versionId) : 1;
  const updated = Number.isNaN(Date.parse(lastUpdated)) ? at : new Date(lastUpdated).toISOString();
  const stored = storedResource(resource, id, version, updated);
  const rows = indexResource(type, id, nodeOf(stored), updated, zone);
  const standing = standingOf(type, rows);
  if (!isWithin(reach.limit(type, 'create'), standing))
    throw storeErrors.forbidden({ at: type, detail: "create outside the caller's patients" });
  return {
    method: 'PUT',
    type,
    id,
    version,
    updated,
    text: JSON.stringify(stored),
    added: rows,
    removed: undefined,
    patients: standing.patients,
  };
}
