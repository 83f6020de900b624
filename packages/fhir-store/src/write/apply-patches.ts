import { storeErrors } from '../errors.ts';
import { withoutHidden } from '../hidden-elements.ts';
import { indexResource } from '../indexing/index-resource.ts';
import { parseStored } from '../parse-json.ts';
import { findIds } from '../search/find-ids.ts';
import { isWithin, standingOf } from '../standing.ts';
import { checkClaims } from './check-claims.ts';
import { checkIntent } from './check-intent.ts';
import { type CurrentVersion, currentVersions } from './current-versions.ts';
import { placedLater } from './entry-place.ts';
import type { AskedIntent, Intent, PatchIntent } from './intent.ts';
import { Overtaken } from './overtaken.ts';
import type { Finder } from './resolve-targets.ts';

const isPatch = (intent: AskedIntent): intent is PatchIntent => intent.kind === 'patch';

/**
 * Turns patches into updates of the version they were applied to; everything else stays as it is. Whoever patches sees the
 * resource (in the answer, and by what a test says), so it must lie within what the caller may read and update.
 *
 * @param isLocked  the versions stay current until the transaction ends
 */
export async function applyPatches(
  finder: Finder,
  intents: readonly AskedIntent[],
  isLocked: boolean,
): Promise<readonly Intent[]> {
  if (!intents.some(isPatch)) return intents as readonly Intent[];
  const ready: Intent[] = [];
  for (const intent of intents)
    ready.push(isPatch(intent) ? await placedLater(intent.place, () => apply(finder, intent, isLocked)) : intent);
  return ready;
}

async function apply(finder: Finder, intent: PatchIntent, isLocked: boolean): Promise<Intent> {
  const { type, place, change, ifMatch } = intent;
  const id = intent.id ?? (await matchOf(finder, intent));
  const current = (await currentVersions(finder.sql, [{ type, id }], isLocked)).get(`${type}/${id}`);
  if (intent.condition && (await matchOf(finder, intent)) !== id) throw new Overtaken();
  const previous = readable(finder, intent, id, current);
  if (ifMatch !== undefined && ifMatch !== current?.version)
    throw storeErrors.versionConflict({
      at: `${type}.meta.versionId`,
      detail: `current version is ${current?.version}`,
    });
  const resource = await change(previous);
  const update: Intent = { kind: 'update', type, id, place, resource, patchedFrom: current?.version ?? 0 };
  checkIntent(finder.context, finder.caller, { ...update, place: '' });
  await checkClaims(finder.context, [{ ...update, place: '' }]);
  return update;
}

/** The one resource that the condition means, of those the caller may find: what does not match is never made. */
async function matchOf({ context, sql, caller }: Finder, { type, condition }: PatchIntent): Promise<string> {
  const query = condition ?? new URLSearchParams();
  const options = { limit: 2, within: 'reach', zone: context.zone, now: context.now } as const;
  const [id, second] = await findIds(sql, caller, type, query, options);
  if (second !== undefined) throw storeErrors.multipleMatches({ at: type });
  if (id === undefined) throw storeErrors.notFound({ at: type });
  return id;
}

/** The version as the caller sees it: what is hidden can neither be tested nor copied, and stays when it is written. */
function readable({ context, caller }: Finder, { type }: PatchIntent, id: string, current: CurrentVersion | undefined) {
  const limits = [caller.reach.limit(type, 'read'), caller.reach.limit(type, 'update')];
  if (limits.includes('none')) throw storeErrors.forbidden({ at: type, detail: 'patch' });
  const isFree = limits.every((limit) => limit === 'all');
  if (!current || (current.deleted && !isFree)) throw storeErrors.notFound({ at: type });
  if (current.deleted) throw storeErrors.deleted({ at: type });
  const previous = parseStored(withoutHidden(caller, { type, text: current.body }).text);
  if (isFree) return previous;
  const rows = indexResource(type, id, parseStored(current.body), current.updated, context.zone);
  const standing = standingOf(type, rows);
  if (!limits.every((limit) => isWithin(limit, standing))) throw storeErrors.notFound({ at: type });
  return previous;
}
