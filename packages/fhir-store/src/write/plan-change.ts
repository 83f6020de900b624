import type { FhirResource } from 'fhir/r4';
import { storeErrors } from '../errors.ts';
import { keepingHidden } from '../hidden-elements.ts';
import { indexResource } from '../indexing/index-resource.ts';
import type { ResourceRows } from '../indexing/resource-rows.ts';
import { nodeOf } from '../indexing/values.ts';
import { parseStored } from '../parse-json.ts';
import { isWithin, type Standing, standingOf } from '../standing.ts';
import type { ActiveAgent, Caller, Interaction, Limit } from '../store-contract.ts';
import type { Change } from './change.ts';
import type { CurrentVersion } from './current-versions.ts';
import type { DeleteIntent, Intent, Target, UpdateIntent, WriteResult } from './intent.ts';
import { Overtaken } from './overtaken.ts';
import { rowDifference } from './row-difference.ts';
import { storedResource } from './stored-resource.ts';
import { refuseUnseen } from './unseen-references.ts';
import type { WriteContext } from './write-context.ts';

/** What one target leads to; without a change there is nothing to write. */
export interface Planned {
  readonly result: WriteResult;
  readonly change?: Change;
}

export interface Situation {
  readonly context: WriteContext;
  readonly caller: Caller;
  readonly lastUpdated: string;
  /** what the entrance asked to see, by `Type/id` */
  readonly around: ReadonlyMap<string, FhirResource>;
  /** references to patients and visits that the caller does not see */
  readonly unseen: ReadonlySet<string>;
}

interface Previous extends CurrentVersion {
  readonly resource: FhirResource;
  readonly rows: ResourceRows;
  readonly standing: Standing;
}

/**
 * Decides the new version of one resource. What lies out of reach is answered as if it were not there, before anything else
 * is looked at: its version, its deletion, its locks.
 *
 * @param resource  with final references; undefined for a delete
 * @param current  what is stored under the target's id
 */
export function planChange(
  situation: Situation,
  target: Target,
  resource: FhirResource | undefined,
  current: CurrentVersion | undefined,
): Planned {
  const { intent, id } = target;
  if (target.mode === 'none') return { result: resultOf(intent, '', 0, situation.lastUpdated, '', 204) };
  if (target.mode === 'found') return { result: foundResult(situation, target, current) };
  const previous = reachable(situation, intent, id, current);
  checkVersion(intent, current);
  if (resource === undefined) return planDelete(situation, intent, id, current, previous);
  return previous === undefined
    ? planNew(situation, target, resource, current)
    : planUpdate(situation, intent, id, resource, previous);
}

/** What is changed; undefined: it is new, or it was deleted. @throws 404 when the caller must not know which */
function reachable(
  { context, caller }: Situation,
  intent: Intent,
  id: string,
  current: CurrentVersion | undefined,
): Previous | undefined {
  if (intent.kind === 'create') return undefined;
  const limit = caller.reach.limit(intent.type, intent.kind);
  const previous = current && !current.deleted ? previousOf(context, intent, id, current) : undefined;
  const isThere = previous === undefined ? !isBlind(caller, limit, intent) : isWithin(limit, previous.standing);
  if (!isThere) throw storeErrors.notFound({ at: intent.type });
  return previous;
}

/**
 * A caller with a narrow view cannot tell what is gone from what is hidden; and from outside may not choose ids, since free
 * ones and taken ones would answer differently. Verbs of the house choose ids from what they were given.
 */
const isBlind = ({ activity }: Caller, limit: Limit, intent: UpdateIntent | DeleteIntent): boolean =>
  typeof limit === 'object' && (intent.kind === 'delete' || (activity === undefined && intent.id !== undefined));

function foundResult({ context, caller }: Situation, { intent, id }: Target, current: CurrentVersion | undefined) {
  if (!current || current.deleted) throw storeErrors.busy({ at: intent.type });
  const { standing } = previousOf(context, intent, id, current);
  if (!isWithin(caller.reach.limit(intent.type, 'read'), standing)) throw storeErrors.forbidden({ at: intent.type });
  return resultOf(intent, id, current.version, current.updated, current.body, 200);
}

/** Compare-and-set against the version that If-Match names, or that a patch was applied to; version 0 of an update: never written. */
function checkVersion(intent: Intent, current: CurrentVersion | undefined): void {
  const basis = intent.kind === 'update' ? intent.patchedFrom : undefined;
  if (basis !== undefined && basis !== current?.version) throw new Overtaken();
  const wanted = intent.kind === 'create' ? undefined : intent.ifMatch;
  if (wanted === undefined || wanted === current?.version) return;
  if (wanted === 0 && intent.kind === 'update' && current === undefined) return;
  const detail = current ? `current version is ${current.version}` : 'there is no version';
  throw storeErrors.versionConflict({ at: `${intent.type}.meta.versionId`, detail });
}

function planNew(
  situation: Situation,
  { intent, id }: Target,
  resource: FhirResource,
  deleted: CurrentVersion | undefined,
): Planned {
  if (deleted?.isDestroyed) throw storeErrors.destroyed({ at: intent.type });
  const version = (deleted?.version ?? 0) + 1;
  refuseUnseen(situation.unseen, resource);
  const next = nextOf(situation, intent, id, version, resource);
  checkReach(situation.caller, intent, 'create', next.standing);
  situation.context.hooks.entrance?.admit(next.written.resource, situation.around, situation.caller);
  const change: Change = {
    method: intent.kind === 'create' ? 'POST' : 'PUT',
    type: intent.type,
    id,
    version,
    text: next.text,
    ...(deleted ? { follows: deleted.version } : {}),
    isUnheard: isUnheard(situation, next.written.resource),
    added: next.rows,
    removed: undefined,
    patients: next.standing.patients,
  };
  return {
    change,
    result: { ...resultOf(intent, id, version, situation.lastUpdated, next.text, 201), ...next.written },
  };
}

function planUpdate(
  situation: Situation,
  intent: Intent,
  id: string,
  resource: FhirResource,
  previous: Previous,
): Planned {
  const version = previous.version + 1;
  refuseUnseen(situation.unseen, resource, previous.resource);
  const whole = keepingHidden(situation.caller, resource, previous.resource);
  const next = nextOf(situation, intent, id, version, whole);
  checkReach(situation.caller, intent, 'update', next.standing);
  situation.context.hooks.guard?.(previous.resource, next.written.resource, whoOf(situation.caller));
  const change: Change = {
    method: 'PUT',
    type: intent.type,
    id,
    version,
    text: next.text,
    follows: previous.version,
    isUnheard: isUnheard(situation, next.written.resource),
    ...rowDifference(previous.rows, next.rows),
    patients: [...new Set([...previous.standing.patients, ...next.standing.patients])],
  };
  return {
    change,
    result: { ...resultOf(intent, id, version, situation.lastUpdated, next.text, 200), ...next.written },
  };
}

function planDelete(
  situation: Situation,
  intent: Intent,
  id: string,
  current: CurrentVersion | undefined,
  previous: Previous | undefined,
): Planned {
  if (!current) throw storeErrors.notFound({ at: intent.type });
  if (previous === undefined) return { result: resultOf(intent, id, current.version, current.updated, '', 204) };
  situation.context.hooks.guard?.(previous.resource, undefined, whoOf(situation.caller));
  const version = current.version + 1;
  const change: Change = {
    method: 'DELETE',
    type: intent.type,
    id,
    version,
    text: '',
    follows: current.version,
    added: undefined,
    removed: previous.rows,
    patients: previous.standing.patients,
  };
  return { change, result: resultOf(intent, id, version, situation.lastUpdated, '', 204) };
}

const whoOf = ({ agent, activity }: Caller): ActiveAgent => (activity === undefined ? agent : { ...agent, activity });

const isUnheard = ({ context: { hooks } }: Situation, resource: FhirResource): boolean =>
  hooks.heard?.(resource) === false;

function nextOf(
  { context, lastUpdated }: Situation,
  intent: Intent,
  id: string,
  version: number,
  resource: FhirResource,
) {
  const stored = storedResource(resource, id, version, lastUpdated);
  const rows = indexResource(intent.type, id, nodeOf(stored), lastUpdated, context.zone);
  return { text: JSON.stringify(stored), rows, standing: standingOf(intent.type, rows), written: { resource: stored } };
}

function previousOf(context: WriteContext, { type }: Intent, id: string, current: CurrentVersion): Previous {
  const parsed = parseStored(current.body);
  const rows = indexResource(type, id, parsed, current.updated, context.zone);
  return { ...current, resource: parsed, rows, standing: standingOf(type, rows) };
}

function checkReach(caller: Caller, intent: Intent, interaction: Interaction, standing: Standing): void {
  if (!isWithin(caller.reach.limit(intent.type, interaction), standing))
    throw storeErrors.forbidden({ at: intent.type, detail: `${interaction} outside the caller's patients` });
}

const resultOf = (
  { type }: Intent,
  id: string,
  version: number,
  lastUpdated: string,
  text: string,
  status: WriteResult['status'],
): WriteResult => ({ type, id, version, lastUpdated, text, status });
