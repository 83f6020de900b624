import { parseInstant, toVnDay, toVnIso } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ControlTarget, targetFor } from '../rules/control-lot.ts';
import { type ControlPoint, controlObservation } from '../rules/control-point.ts';
import { readDecimal } from '../rules/read-decimal.ts';
import { openDueHolds } from './instrument-holds.ts';
import { judgePoint } from './judge-point.ts';
import { findControlLot } from './load-control.ts';
import { idOf } from './record-entry.ts';

interface TypedControl {
  readonly lot: string;
  readonly level: string;
  readonly indicator: string;
  readonly value: string;
}

interface ControlRunInput {
  readonly instrument: string;
  readonly at?: string;
  readonly value: readonly TypedControl[];
}

interface RecordedControl {
  readonly point: Reference;
  readonly indicator: string;
  readonly level: string;
  readonly state: string;
  readonly rule: readonly string[];
  readonly z?: number;
  readonly hold?: Reference;
}

interface ControlRun {
  readonly at: string;
  readonly result: readonly RecordedControl[];
}

interface ReadControl {
  readonly point: ControlPoint;
  readonly target: ControlTarget;
}

/** what was typed, with the target of each; nothing is written while one line cannot be read */
async function readLine(ctx: Context, instrument: string, at: string, typed: TypedControl): Promise<ReadControl> {
  const { lot, level, indicator } = typed;
  const where = `value.where(indicator='${indicator}' and level='${level}')`;
  const value = readDecimal(typed.value);
  if (value === undefined) throw errors.notANumber({ at: where, text: typed.value });
  const material = await findControlLot(ctx, lot, level);
  if (material === undefined) throw errors.unknownLot({ at: where, lot, level });
  const target = targetFor(material, { instrument, indicator }, toVnDay(parseInstant(at)));
  if (target === undefined) throw errors.noTarget({ at: where, lot, level, indicator });
  return { point: { instrument, lot, level, indicator, at, value, ucum: target.ucum }, target };
}

async function record(ctx: Context, { point, target }: ReadControl): Promise<RecordedControl> {
  const { instrument, lot, level, indicator, at } = point;
  const id = idOf(instrument, lot, level, indicator, at);
  const before = await ctx.store.find('Observation', `_id=${id}`);
  if (before !== undefined && before.valueQuantity?.value !== point.value) {
    throw errors.pointTaken({ at: 'value', indicator: target.name, level });
  }
  const fresh = controlObservation(id, point, target, ctx.actor);
  const { verdict, hold } = await judgePoint(ctx, before === undefined ? fresh : { ...fresh, meta: before.meta ?? {} });
  return {
    point: { reference: `Observation/${id}` },
    indicator,
    level,
    state: verdict.state,
    rule: verdict.rules,
    ...(verdict.z === undefined ? {} : { z: verdict.z }),
    ...(hold === undefined ? {} : { hold: { reference: `DetectedIssue/${hold.id}` } }),
  };
}

/** POST Observation/$record-control-run: control materials measured and typed; judged at once. The same run told again changes nothing. */
export const recordControlRun: Operation<ControlRunInput, ControlRun> = {
  definition: {
    code: 'record-control-run',
    title: { vi: 'Ghi kết quả nội kiểm', en: 'Record a control run' },
    resource: ['Observation'],
    level: 'type',
    affectsState: true,
    parameter: [
      one('in', 'instrument', 'string'),
      one('in', 'at', 'dateTime', 0),
      many('in', 'value', [
        one('in', 'lot', 'string'),
        one('in', 'level', 'string'),
        one('in', 'indicator', 'code'),
        one('in', 'value', 'string'),
      ]),
      one('out', 'at', 'dateTime'),
      many('out', 'result', [
        one('out', 'point', 'Reference'),
        one('out', 'indicator', 'code'),
        one('out', 'level', 'string'),
        one('out', 'state', 'code'),
        many('out', 'rule', 'code'),
        one('out', 'z', 'decimal', 0),
        one('out', 'hold', 'Reference', 0),
      ]),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, _id, input) {
    if (input.value.length === 0) throw errors.nothingMeasured({ at: 'value' });
    const instant = input.at === undefined ? ctx.now() : parseInstant(input.at, 'at');
    if (instant > ctx.now()) throw errors.measuredInFuture({ at: 'at' });
    const at = toVnIso(instant);
    const lines = await Promise.all(input.value.map((typed) => readLine(ctx, input.instrument, at, typed)));
    const result: RecordedControl[] = [];
    // one after the other: each is judged beside those before it
    for (const line of lines.toSorted((a, b) => a.point.level.localeCompare(b.point.level))) {
      result.push(await record(ctx, line));
    }
    await openDueHolds(ctx, input.instrument);
    return { at, result };
  },
};
