import { codeSystems, identifierSystems, toVnIso, vnDayOf } from '@lienmach/core';
import type { Context, Subscription } from '@lienmach/system-kit';
import type { Observation, Patient, Task } from 'fhir/r4';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { siteCatalog } from '../operations/site-catalog.ts';
import { resultText } from '../rules/amended-result.ts';
import { type CallDirection, CRITICAL_CALL, callTask } from '../rules/call-task.ts';
import { criticalValue } from '../rules/critical-value.ts';
import { indicatorCodeOf, ownFlag, personOf } from '../rules/lab-result.ts';
import { typedWord, valueText } from '../rules/typed-value.ts';

/** A new version of a result that somebody may have to be told about. */
const watched: ReadonlySet<Observation['status']> = new Set(['preliminary', 'corrected']);

/** The flag that stands on the result and the call about it are one decision, by the rows of one day. */
const directions: Readonly<Record<string, CallDirection>> = { LL: 'low', HH: 'high', AA: 'word' };

/** Most results were found harmless when they were written: nothing more is asked about them. */
function mayBeCritical(result: Observation): boolean {
  const flag = ownFlag(result);
  return flag === undefined || directions[flag] !== undefined;
}

function directionOf(
  ctx: Context,
  result: Observation,
  indicator: LabIndicator,
  patient: Patient | undefined,
): CallDirection | undefined {
  const { valueQuantity, valueCodeableConcept, effectiveDateTime } = result;
  const flag = ownFlag(result);
  if (flag !== undefined) return directions[flag];
  if (valueQuantity !== undefined) {
    const person = patient === undefined ? {} : personOf({ patient, collectedAt: effectiveDateTime, now: ctx.now() });
    return criticalValue(valueQuantity, indicator, person);
  }
  const word = valueCodeableConcept?.coding?.find(({ system }) => system === codeSystems.labWord)?.code;
  return word !== undefined && typedWord(word, indicator)?.flag === 'AA' ? 'word' : undefined;
}

/** What a call is about, as `resultText` says it. */
function calledText({ input = [] }: Task): string {
  const [first] = input;
  return first?.valueQuantity === undefined ? (first?.valueString ?? '') : valueText(first.valueQuantity);
}

/** A call for this value is open, or was made and the result has said nothing else since: one that comes back is called again. */
async function isCalled(ctx: Context, result: Observation): Promise<boolean> {
  const query = new URLSearchParams({
    focus: `Observation/${result.id}`,
    code: `${codeSystems.taskKind}|${CRITICAL_CALL}`,
  });
  const text = resultText(result);
  const calls = (await ctx.store.search('Task', query.toString(), 200)).filter((task) => calledText(task) === text);
  if (calls.some(({ status }) => status === 'requested')) return true;
  const version = Number(result.meta?.versionId);
  if (calls.length === 0 || !(version > 1)) return calls.length > 0;
  const before = await ctx.store.readVersion('Observation', result.id ?? '', version - 1);
  return watched.has(before.status) && resultText(before) === text;
}

/**
 * A critical value is telephoned before anybody verifies it: a Task for the laboratory, one for each time that the value
 * comes.
 */
export const onResultPreliminary: Subscription<'Observation'> = {
  id: 'on-result-preliminary',
  on: 'Observation',
  when: (result) => watched.has(result.status) && indicatorCodeOf(result) !== undefined && mayBeCritical(result),
  actAs: ['integration'],

  async react(ctx: Context, result) {
    const { effectiveDateTime } = result;
    const catalog = await siteCatalog(ctx, effectiveDateTime === undefined ? undefined : vnDayOf(effectiveDateTime));
    const indicator = catalog.indicator(indicatorCodeOf(result) ?? '');
    if (indicator === undefined) return;
    const isPerson = result.subject?.reference?.startsWith('Patient/') === true;
    const patient = isPerson ? await ctx.store.follow('Patient', result.subject) : undefined;
    const direction = directionOf(ctx, result, indicator, patient);
    if (direction === undefined) return;
    const [basis] = result.basedOn ?? [];
    const order = basis === undefined ? undefined : await ctx.store.follow('ServiceRequest', basis);
    if (await isCalled(ctx, result)) return;
    const value = `goi-bao-${result.id}-${result.meta?.versionId}`;
    const identifier = { system: identifierSystems.task, value };
    const task = callTask({ result, order, indicator, direction, identifier, at: ctx.now(), write: toVnIso });
    await ctx.store.createIfNone(identifier, task);
  },
};
