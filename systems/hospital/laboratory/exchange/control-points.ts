import { createHash } from 'node:crypto';
import { codeSystems, controlLineTag, identifierSystems, newestControlTag } from '@lienmach/core';
import { exactNumber, type MessageContext } from '@lienmach/exchange';
import type { BundleEntry, Observation } from 'fhir/r4';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { errors } from '../errors.ts';
import { machineFlags } from '../rules/machine-flags.ts';
import type { Found } from './found-resource.ts';
import type { HeardControl, HeardResult } from './heard-result.ts';
import { messageCatalog } from './message-catalog.ts';
import { deviceOf, indicatorOf, instrumentOf } from './result-observation.ts';
import { resultStatus, toldQuantity } from './result-value.ts';

interface Point {
  readonly id: string;
  readonly heard: HeardControl;
  readonly indicator: LabIndicator;
  readonly instrument: string;
  readonly at: string;
}

/** a control that does not say when it was measured is refused; its code is looked up all the same */
const LATEST = '9999-12-31';

/**
 * Told again, a point is the same point: by its message, value and place among its like. Times have seconds, and a control
 * may be run twice in one.
 *
 * @throws laboratory.controlUnnamed, exchange.unknownCode
 */
function pointsOf(controls: readonly HeardControl[], context: MessageContext): Point[] {
  const seen = new Map<string, number>();
  return controls.flatMap((heard) => {
    const { lot, level, result } = heard;
    const catalog = messageCatalog(context, result.measuredAt ?? LATEST);
    const indicator = indicatorOf(result, context, catalog);
    if (indicator === undefined) return [];
    const at = result.measuredAt;
    if (lot === '' || level === '' || at === undefined) throw errors.controlUnnamed({ at: result.places.code });
    const instrument = instrumentOf(result, context);
    const key = JSON.stringify([instrument, lot, level, indicator.code, at, heard.message, result.value ?? '']);
    const turn = (seen.get(key) ?? 0) + 1;
    seen.set(key, turn);
    const id = `qc-${createHash('sha256').update(`${key}${turn}`).digest('hex').slice(0, 40)}`;
    return [{ id, heard, indicator, instrument, at }];
  });
}

export const controlIdsOf = (controls: readonly HeardControl[], context: MessageContext): string[] => [
  ...new Set(pointsOf(controls, context).map(({ id }) => id)),
];

function measured(result: HeardResult, indicator: LabIndicator, context: MessageContext): Partial<Observation> {
  const told = toldQuantity(result, indicator, context);
  if (told === undefined) return { valueString: (result.value ?? '').slice(0, 60) };
  return { valueQuantity: { ...told.quantity, value: exactNumber(told.digits) } };
}

function observationOf({ id, heard, indicator, instrument, at }: Point, context: MessageContext): Observation {
  const { lot, level, result } = heard;
  const flags = machineFlags(result.flags);
  const value = measured(result, indicator, context);
  // a number stands on the board from now on; whoever judges it takes the tag off the one before
  const key = { instrument, indicator: indicator.code, lot, level };
  const tag = [controlLineTag(key), newestControlTag(key)];
  return {
    resourceType: 'Observation',
    id,
    ...(value.valueQuantity === undefined ? {} : { meta: { tag } }),
    status: 'final',
    category: [{ coding: [{ system: codeSystems.labObservationKind, code: 'quality-control' }] }],
    code: {
      coding: [{ system: codeSystems.labIndicator, code: indicator.code, display: indicator.name }],
      text: indicator.name,
    },
    effectiveDateTime: at,
    ...deviceOf(instrument),
    specimen: { identifier: { system: identifierSystems.controlLot, value: `${lot}^${level}` } },
    ...value,
    ...(flags.length === 0 ? {} : { interpretation: flags }),
  };
}

/**
 * Control materials become control points: of a lot, a level and an instrument, of no patient. A point that is there
 * already is left alone, for it may have been judged.
 *
 * @throws laboratory.controlUnnamed, laboratory.unitMismatch, laboratory.unknownResultStatus, exchange.unknownCode
 * @source TT 01/2013/TT-BYT, internal quality control (secondary)
 */
export function controlEntries(
  controls: readonly HeardControl[],
  found: Found,
  context: MessageContext,
): BundleEntry[] {
  const told = pointsOf(controls, context).filter(({ heard }) => resultStatus(heard.result) !== 'cancelled');
  const points = new Map(told.map((point) => [point.id, point]));
  return [...points.values()]
    .filter(({ id }) => found[`control.${id}`] === undefined)
    .map((point) => ({
      resource: observationOf(point, context),
      request: { method: 'PUT', url: `Observation/${point.id}` },
    }));
}
