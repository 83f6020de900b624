import { setImmediate } from 'node:timers/promises';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import type { FhirResource } from 'fhir/r4';
import { sqlStateOf } from '../connection-loss.ts';
import { storeErrors } from '../errors.ts';
import { parseStored } from '../parse-json.ts';
import type { Caller } from '../store-contract.ts';
import { checkIntent } from '../write/check-intent.ts';
import { type CurrentVersion, type CurrentVersions, currentVersions } from '../write/current-versions.ts';
import { executeWrites } from '../write/execute-writes.ts';
import type { UpdateIntent } from '../write/intent.ts';
import { storedResource } from '../write/stored-resource.ts';
import type { WriteContext } from '../write/write-context.ts';
import { writeMoved } from './write-moved.ts';

/** What became of a batch; `refused` names places in it. */
export interface ImportOutcome {
  readonly written: number;
  /** there already, word for word */
  readonly unchanged: number;
  readonly refused: readonly { readonly place: number; readonly error: FhirError }[];
}

export interface ImportOptions {
  /**
   * `move`: a record moves house: what is new keeps its version and instant, and nobody reacts to it.
   * `load`: new to this record as if it were written now.
   */
  readonly as: 'move' | 'load';
}

interface Batch {
  readonly context: WriteContext;
  readonly caller: Caller;
  readonly as: ImportOptions['as'];
}

interface Line {
  readonly place: number;
  readonly intent: UpdateIntent & { readonly id: string };
}

type Refused = { place: number; error: FhirError };

const ACTIVITY = 'import';
/** somebody else wrote one of them meanwhile */
const RETRIED = new Set(['23505', '40P01', '40001']);
const ATTEMPTS = 8;
/** lines that are looked at in one turn of the thread */
const TURN = 25;

/**
 * Writes many resources under their own ids. What is refused is named with its reason and keeps nothing else out; what is
 * there already in the same words is left alone, so that the same batch can be given again.
 */
export async function importBatch(
  context: WriteContext,
  caller: Caller,
  resources: readonly FhirResource[],
  { as }: ImportOptions,
): Promise<ImportOutcome> {
  const batch: Batch = { context, caller, as };
  const refused: Refused[] = [];
  const lines: Line[] = [];
  for (const [place, resource] of resources.entries()) {
    const checked = await checkLine(batch, place, resource);
    if ('error' in checked) refused.push(checked);
    else lines.push(checked);
    if (place % TURN === TURN - 1) await setImmediate(); // others wait for this thread too
  }
  const total = { written: 0, unchanged: 0 };
  for (const turn of turnsOf(lines)) {
    const done = await writeTurn(batch, turn);
    total.written += done.written;
    total.unchanged += done.unchanged;
    refused.push(...done.refused);
  }
  return { ...total, refused: refused.sort((a, b) => a.place - b.place) };
}

/**
 * What is moved needs the right to create, what is there already also the right to change: that is asked when it is found.
 * What `meta.profile` promises is looked at line by line, so that one line that breaks its word is one refusal.
 */
async function checkLine(
  { context, caller, as }: Batch,
  place: number,
  resource: FhirResource,
): Promise<Line | Refused> {
  const { resourceType: type, id } = resource;
  try {
    if (id === undefined) throw storeErrors.invalidId({ at: `${type}.id`, detail: 'missing' });
    const intent = { kind: 'update', place: '', type, id, resource } as const;
    checkIntent(context, caller, intent, as === 'move' ? 'create' : 'update');
    const claim = context.hooks.keepsItsWord?.(resource);
    if (claim !== undefined) await claim;
    return { place, intent };
  } catch (thrown) {
    if (!isFhirError(thrown)) throw thrown;
    return { place, error: thrown };
  }
}

const keyOf = ({ intent: { type, id } }: Line): string => `${type}/${id}`;

/** The same resource twice in a batch: the second is written after the first. */
function turnsOf(lines: readonly Line[]): Line[][] {
  const turns: Line[][] = [];
  const seen = new Map<string, number>();
  for (const line of lines) {
    const turn = seen.get(keyOf(line)) ?? 0;
    seen.set(keyOf(line), turn + 1);
    turns[turn] = [...(turns[turn] ?? []), line];
  }
  return turns;
}

async function writeTurn(batch: Batch, lines: readonly Line[]): Promise<ImportOutcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const current = await currentVersions(
      batch.context.sql,
      lines.map(({ intent }) => intent),
      false,
    );
    const differing = lines.filter((line) => !isSame(batch, line, current.get(keyOf(line))));
    const unchanged = lines.length - differing.length;
    try {
      const refused = await writeDiffering(batch, differing, current);
      return { written: differing.length - refused.length, unchanged, refused };
    } catch (thrown) {
      if (isFhirError(thrown) || !RETRIED.has(sqlStateOf(thrown) ?? '')) throw thrown;
    }
  }
  throw storeErrors.busy();
}

/** Compared as both would be stored: what the house writes into `meta` is not a difference. */
function isSame({ context }: Batch, { intent }: Line, current: CurrentVersion | undefined): boolean {
  if (!current || current.deleted) return false;
  const at = context.now().toISOString();
  const asStored = (resource: FhirResource) => JSON.stringify(storedResource(resource, intent.id, 1, at));
  return asStored(parseStored(current.body)) === asStored(intent.resource);
}

async function writeDiffering(batch: Batch, lines: readonly Line[], current: CurrentVersions): Promise<Refused[]> {
  const isNew = (line: Line) => batch.as === 'move' && !current.has(keyOf(line));
  const fresh = lines.filter(isNew);
  const refused = await writeTogether(fresh, (some) =>
    writeMoved(
      batch.context,
      batch.caller,
      some.map(({ intent }) => intent),
      ACTIVITY,
    ),
  );
  const known = lines.filter((line) => !isNew(line));
  const others = await writeTogether(known, async (some) => {
    const intents = some.map(({ intent }) => intent);
    await executeWrites(batch.context, batch.caller, intents, ACTIVITY);
  });
  return [...refused, ...others];
}

/** All at once; when something among them is refused, in halves, until the refused ones stand alone. */
async function writeTogether(
  lines: readonly Line[],
  write: (lines: readonly Line[]) => Promise<void>,
): Promise<Refused[]> {
  const [first] = lines;
  if (!first) return [];
  try {
    await write(lines);
    return [];
  } catch (thrown) {
    if (!isFhirError(thrown) || thrown.status === 503) throw thrown;
    if (lines.length === 1) return [{ place: first.place, error: thrown }];
  }
  const middle = Math.ceil(lines.length / 2);
  const before = await writeTogether(lines.slice(0, middle), write);
  return [...before, ...(await writeTogether(lines.slice(middle), write))];
}
