import { codeSystems, identifierSystems, identifierValue, toVnDay, toVnIso } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { DetectedIssue, Device, Substance } from 'fhir/r4';
import { type Cause, causesOf } from '../rules/due-holds.ts';
import { instrumentCode, isOutOfService, plansOf } from '../rules/instrument.ts';
import { closedHold, newHold } from '../rules/lab-hold.ts';
import { REAGENT, readReagent } from '../rules/reagent-lot.ts';
import { findOpenHold } from './load-control.ts';
import { idOf } from './record-entry.ts';

/** what a limit left out would not be held */
const EVERY = Number.POSITIVE_INFINITY;

/** Every analyzer of the register. */
export const instrumentsOf = (ctx: Context): Promise<Device[]> => {
  const query = new URLSearchParams({ identifier: `${identifierSystems.instrument}|` });
  return ctx.store.search('Device', query.toString(), EVERY);
};

export const findInstrument = (ctx: Context, code: string): Promise<Device | undefined> =>
  ctx.store.find('Device', new URLSearchParams({ identifier: `${identifierSystems.instrument}|${code}` }).toString());

/** Lots of reagent that are not discarded, of one instrument or of all. */
export function reagentsOf(ctx: Context, instrument?: string): Promise<Substance[]> {
  const query = new URLSearchParams({ category: `${codeSystems.labMaterial}|${REAGENT}`, status: 'active' });
  if (instrument !== undefined) query.set('_tag', `${identifierSystems.instrument}|${instrument}`);
  return ctx.store.search('Substance', query.toString(), EVERY);
}

/** one for each time something is past its day: an override of it lasts until the next time */
const holdOf = (instrument: string, cause: Cause): DetectedIssue =>
  newHold({
    id: idOf('hold', cause.key, cause.since),
    reason: cause.reason,
    instrument,
    indicators: cause.indicators.map((code) => ({ code, name: code })),
    key: cause.key,
    since: cause.since,
    detail: cause.detail,
    points: [],
  });

/** What keeps results of this instrument back today, as its plans and lots say. */
export async function causesNow(ctx: Context, instrument: string): Promise<Cause[]> {
  const [device, lots] = await Promise.all([findInstrument(ctx, instrument), reagentsOf(ctx, instrument)]);
  const plans = device === undefined ? [] : plansOf(device);
  return causesOf(instrument, plans, lots.map(readReagent), toVnDay(ctx.now()));
}

async function openHoldsFor(ctx: Context, instrument: string, causes: readonly Cause[]): Promise<void> {
  for (const cause of causes) {
    const hold = holdOf(instrument, cause);
    const known = await ctx.store.find('DetectedIssue', `_id=${hold.id}`);
    if (known === undefined) await ctx.store.update(hold);
  }
}

/** Opens a hold for everything that is past its day and was not held for it yet. Done twice it adds nothing. */
export const openDueHolds = async (ctx: Context, instrument: string): Promise<void> =>
  openHoldsFor(ctx, instrument, await causesNow(ctx, instrument));

/**
 * The same for every instrument in service: whoever measures nothing today is held all the same. One that cannot be held does
 * not stop the others; what went wrong first is told at the end.
 */
export async function openAllDueHolds(ctx: Context): Promise<void> {
  const [devices, substances] = await Promise.all([instrumentsOf(ctx), reagentsOf(ctx)]);
  const resting = new Set(devices.filter(isOutOfService).map(instrumentCode));
  const plans = new Map(devices.map((device) => [instrumentCode(device), plansOf(device)]));
  const lots = Map.groupBy(substances.map(readReagent), ({ instrument }) => instrument);
  const day = toVnDay(ctx.now());
  const failures: unknown[] = [];
  for (const code of new Set([...plans.keys(), ...lots.keys()]).difference(resting)) {
    try {
      await openHoldsFor(ctx, code, causesOf(code, plans.get(code) ?? [], lots.get(code) ?? [], day));
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** The work is done: what was held for it is let go, and says by what. */
export async function closeDueHold(ctx: Context, key: string, text: string): Promise<void> {
  const open = await findOpenHold(ctx, key);
  if (open !== undefined) await ctx.store.update(closedHold(open, { text, at: toVnIso(ctx.now()), by: ctx.actor }));
}

/** Is what a hold is about still so? */
export async function causeOfHold(ctx: Context, hold: DetectedIssue, instrument: string): Promise<Cause | undefined> {
  const key = identifierValue(hold, identifierSystems.labHold);
  return (await causesNow(ctx, instrument)).find((cause) => cause.key === key);
}
