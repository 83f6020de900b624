import { codeSystems, parseInstant, toVnDay, toVnIso } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { DetectedIssue, Reference } from 'fhir/r4';
import { type ControlTarget, expiryOf, lotAndLevel, targetsOf } from '../rules/control-lot.ts';
import { type JudgedPoint, QUALITY_CONTROL, readJudged } from '../rules/control-point.ts';
import { indicatorsOf, instrumentOf, reasonOf } from '../rules/lab-hold.ts';
import { controlLotsInUse } from './save-control-lot.ts';

interface BoardLevel extends Pick<ControlTarget, 'mean' | 'sd' | 'unit' | 'mode'> {
  readonly lot: string;
  readonly level: string;
  readonly expiry: string;
  /** `missing`: not measured within a day */
  readonly state: string;
  readonly z?: number;
  readonly at?: string;
}

/** One indicator on one instrument, with the lots that control it. */
interface BoardLine {
  readonly instrument: string;
  readonly indicator: string;
  readonly name: string;
  readonly state: string;
  readonly control: readonly BoardLevel[];
}

interface BoardHold {
  readonly hold: Reference;
  readonly reason: string;
  readonly instrument: string;
  readonly indicator: readonly string[];
  readonly name: readonly string[];
  readonly detail: string;
  readonly since: string;
  readonly openedAt: string;
  readonly action: readonly string[];
}

interface QualityBoard {
  readonly line: readonly BoardLine[];
  readonly hold: readonly BoardHold[];
}

const FRESH_HOURS = 24;
const MOST_POINTS = 5000;
const MOST_HOLDS = 200;
/** the worst of its levels is what a line says */
const order = ['rejected', 'unit-differs', 'missing', 'no-target', 'pending', 'warning', 'accepted'];

async function freshPoints(ctx: Context): Promise<Map<string, JudgedPoint>> {
  const since = new Date(ctx.now().getTime() - FRESH_HOURS * 3_600_000);
  const query = new URLSearchParams({
    category: `${codeSystems.labObservationKind}|${QUALITY_CONTROL}`,
    status: 'final',
    date: `ge${toVnIso(since)}`,
    _sort: 'date',
  });
  const found = await ctx.store.search('Observation', query.toString(), MOST_POINTS);
  const points = found.flatMap((observation) => readJudged(observation) ?? []);
  return new Map(points.map((point) => [keyOf(point), point]));
}

const keyOf = ({
  instrument,
  indicator,
  lot,
  level,
}: Pick<JudgedPoint, 'instrument' | 'indicator' | 'lot' | 'level'>) => [instrument, indicator, lot, level].join('^');

export const openHolds = (ctx: Context): Promise<DetectedIssue[]> =>
  ctx.store.search('DetectedIssue', `_tag=${encodeURIComponent(`${codeSystems.labHoldState}|open`)}`, MOST_HOLDS);

const boardHold = (hold: DetectedIssue): BoardHold => ({
  hold: { reference: `DetectedIssue/${hold.id}` },
  reason: reasonOf(hold),
  instrument: instrumentOf(hold),
  indicator: indicatorsOf(hold).map(({ code }) => code),
  name: indicatorsOf(hold).map(({ name }) => name),
  detail: hold.detail ?? '',
  since: hold.identifiedPeriod?.start ?? '',
  openedAt: toVnIso(parseInstant(hold.meta?.lastUpdated ?? '')),
  action: (hold.mitigation ?? []).flatMap(({ action }) => action.text ?? []),
});

function boardLines(levels: readonly (BoardLevel & Pick<ControlTarget, 'instrument' | 'indicator' | 'name'>)[]) {
  const pairs = Map.groupBy(levels, ({ instrument, indicator }) => `${instrument}^${indicator}`);
  return [...pairs.values()]
    .flatMap((some): BoardLine[] => {
      const [first] = some;
      if (first === undefined) return [];
      const own = some.filter(({ mode }) => mode === 'in-use');
      const state = order.find((one) => own.some((level) => level.state === one)) ?? 'missing';
      const control = some
        .map(({ instrument: _i, indicator: _c, name: _n, ...level }) => level)
        .toSorted((a, b) => a.level.localeCompare(b.level) || a.lot.localeCompare(b.lot));
      return [{ instrument: first.instrument, indicator: first.indicator, name: first.name, state, control }];
    })
    .toSorted((a, b) => a.instrument.localeCompare(b.instrument) || a.name.localeCompare(b.name, 'vi'));
}

const levelParts = [
  one('out', 'lot', 'string'),
  one('out', 'level', 'string'),
  one('out', 'expiry', 'date'),
  one('out', 'mean', 'decimal'),
  one('out', 'sd', 'decimal'),
  one('out', 'unit', 'string'),
  one('out', 'mode', 'code'),
  one('out', 'state', 'code'),
  one('out', 'z', 'decimal', 0),
  one('out', 'at', 'dateTime', 0),
];

const parameter = [
  many('out', 'line', [
    one('out', 'instrument', 'string'),
    one('out', 'indicator', 'code'),
    one('out', 'name', 'string'),
    one('out', 'state', 'code'),
    many('out', 'control', levelParts),
  ]),
  many('out', 'hold', [
    one('out', 'hold', 'Reference'),
    one('out', 'reason', 'code'),
    one('out', 'instrument', 'string'),
    many('out', 'indicator', 'code'),
    many('out', 'name', 'string'),
    one('out', 'detail', 'string'),
    one('out', 'since', 'dateTime'),
    one('out', 'openedAt', 'dateTime'),
    many('out', 'action', 'string'),
  ]),
];

/** GET DetectedIssue/$quality-board: every indicator under control with its last measurement, and what is held back. */
export const qualityBoard: Operation<void, QualityBoard> = {
  definition: {
    code: 'quality-board',
    title: { vi: 'Bảng nội kiểm', en: 'Quality control board' },
    resource: ['DetectedIssue'],
    level: 'type',
    affectsState: false,
    parameter,
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx) {
    const day = toVnDay(ctx.now());
    const [lots, points, holds] = await Promise.all([controlLotsInUse(ctx), freshPoints(ctx), openHolds(ctx)]);
    const levels = lots.flatMap((material) => {
      const { lot, level } = lotAndLevel(material);
      return targetsOf(material)
        .filter(({ from, to }) => from <= day && (to === undefined || to >= day))
        .map(({ instrument, indicator, name, mean, sd, unit, mode }) => {
          const point = points.get(keyOf({ instrument, indicator, lot, level }));
          const target = { instrument, indicator, name, mean, sd, unit, mode };
          const base = { ...target, lot, level, expiry: expiryOf(material), state: point?.state ?? 'missing' };
          return {
            ...base,
            ...(point?.z === undefined ? {} : { z: point.z }),
            ...(point === undefined ? {} : { at: point.at }),
          };
        });
    });
    return { line: boardLines(levels), hold: holds.map(boardHold) };
  },
};
