import { toVnIso } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { Reference, Substance } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ControlTarget, expiryOf, lotAndLevel, targetsOf } from '../rules/control-lot.ts';
import type { JudgedPoint } from '../rules/control-point.ts';
import { controlStatistics, rounded } from '../rules/control-statistics.ts';
import { findOpenHold, loadPoints } from './load-control.ts';
import { controlLotsInUse } from './save-control-lot.ts';

interface ChartInput {
  readonly instrument: string;
  readonly indicator: string;
  readonly days?: number;
}

/** Figures of one lot and level, rounded for people. */
interface ShownStatistics {
  readonly count: number;
  readonly rejected: number;
  readonly mean: number;
  readonly sd: number;
  readonly cv: number;
  readonly bias: number;
  readonly totalError: number;
  readonly sigma?: number;
}

interface ChartSeries extends Pick<ControlTarget, 'mean' | 'sd' | 'unit' | 'mode' | 'from' | 'to' | 'allowableError'> {
  readonly substance: Reference;
  readonly lot: string;
  readonly level: string;
  readonly material: string;
  readonly expiry: string;
  readonly statistics?: ShownStatistics;
}

interface ChartPoint extends Pick<JudgedPoint, 'lot' | 'level' | 'at' | 'value' | 'state' | 'z' | 'by'> {
  readonly point: Reference;
  readonly rule: readonly string[];
  readonly parallel: boolean;
}

interface ControlChart {
  readonly name: string;
  readonly series: readonly ChartSeries[];
  readonly point: readonly ChartPoint[];
  readonly hold?: Reference;
}

const DAYS = 30;
const MOST_DAYS = 366;
/** four levels, twice a day, a year */
const MOST = 3000;

async function pointsSince(ctx: Context, { instrument, indicator, days = DAYS }: ChartInput): Promise<JudgedPoint[]> {
  const from = toVnIso(new Date(ctx.now().getTime() - days * 86_400_000));
  const found = await loadPoints(ctx, { instrument, indicator, from, count: MOST });
  return found.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.level.localeCompare(b.level));
}

/** what counts: everything but what was rejected and what could not be judged */
function statisticsOf(points: readonly JudgedPoint[], target: ControlTarget): ShownStatistics | undefined {
  const good = points.filter(({ state }) => state === 'accepted' || state === 'warning');
  const figures = controlStatistics(
    good.map(({ value }) => value),
    target,
  );
  if (figures === undefined) return undefined;
  const { count, sigma, ...rest } = figures;
  const shown = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, rounded(value)])) as typeof rest;
  const rejected = points.filter(({ state }) => state === 'rejected').length;
  return { count, rejected, ...shown, ...(sigma === undefined ? {} : { sigma: rounded(sigma) }) };
}

function seriesOf(material: Substance, { instrument, indicator }: ChartInput, points: readonly JudgedPoint[]) {
  const { lot, level } = lotAndLevel(material);
  const own = points.filter((point) => point.lot === lot && point.level === level);
  const target = targetsOf(material).findLast((some) => some.instrument === instrument && some.indicator === indicator);
  if (target === undefined) return [];
  const { mean, sd, unit, mode, from, to, allowableError } = target;
  const statistics = statisticsOf(own, target);
  return [
    {
      name: target.name,
      substance: { reference: `Substance/${material.id}` },
      lot,
      level,
      material: material.code.text ?? '',
      expiry: expiryOf(material),
      mean,
      sd,
      unit,
      mode,
      from,
      ...(to === undefined ? {} : { to }),
      ...(allowableError === undefined ? {} : { allowableError }),
      ...(statistics === undefined ? {} : { statistics }),
    },
  ];
}

const chartPoint = ({ id, lot, level, at, value, state, rules, isParallel, z, by }: JudgedPoint): ChartPoint => ({
  point: { reference: `Observation/${id}` },
  lot,
  level,
  at,
  value,
  state,
  rule: rules,
  parallel: isParallel,
  ...(z === undefined ? {} : { z }),
  ...(by === undefined ? {} : { by }),
});

const decimals = (...names: readonly string[]) => names.map((name) => one('out', name, 'decimal'));

const seriesParts = [
  one('out', 'substance', 'Reference'),
  one('out', 'lot', 'string'),
  one('out', 'level', 'string'),
  one('out', 'material', 'string'),
  one('out', 'expiry', 'date'),
  ...decimals('mean', 'sd'),
  one('out', 'unit', 'string'),
  one('out', 'mode', 'code'),
  one('out', 'from', 'date'),
  one('out', 'to', 'date', 0),
  one('out', 'allowableError', 'decimal', 0),
  {
    ...many('out', 'statistics', [
      one('out', 'count', 'integer'),
      one('out', 'rejected', 'integer'),
      ...decimals('mean', 'sd', 'cv', 'bias', 'totalError'),
      one('out', 'sigma', 'decimal', 0),
    ]),
    max: '1' as const,
  },
];

const pointParts = [
  one('out', 'point', 'Reference'),
  one('out', 'lot', 'string'),
  one('out', 'level', 'string'),
  one('out', 'at', 'dateTime'),
  one('out', 'value', 'decimal'),
  one('out', 'state', 'code'),
  many('out', 'rule', 'code'),
  one('out', 'parallel', 'boolean'),
  one('out', 'z', 'decimal', 0),
  one('out', 'by', 'string', 0),
];

/** GET Observation/$control-chart: what a control has measured on one instrument, lot by lot and level by level, with its figures. */
export const controlChart: Operation<ChartInput, ControlChart> = {
  definition: {
    code: 'control-chart',
    title: { vi: 'Biểu đồ Levey-Jennings', en: 'Levey-Jennings chart' },
    resource: ['Observation'],
    level: 'type',
    affectsState: false,
    parameter: [
      one('in', 'instrument', 'string'),
      one('in', 'indicator', 'code'),
      one('in', 'days', 'integer', 0),
      one('out', 'name', 'string'),
      many('out', 'series', seriesParts),
      many('out', 'point', pointParts),
      one('out', 'hold', 'Reference', 0),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, _id, input) {
    const { days = DAYS, instrument, indicator } = input;
    if (days < 1 || days > MOST_DAYS) throw errors.badRange({ at: 'days' });
    const [points, inUse, hold] = await Promise.all([
      pointsSince(ctx, input),
      controlLotsInUse(ctx),
      findOpenHold(ctx, `${instrument}^${indicator}`),
    ]);
    const series = inUse
      .flatMap((material) => seriesOf(material, input, points))
      .toSorted((a, b) => a.level.localeCompare(b.level) || a.from.localeCompare(b.from));
    return {
      name: series[0]?.name ?? indicator,
      series,
      point: points.map(chartPoint),
      ...(hold === undefined ? {} : { hold: { reference: `DetectedIssue/${hold.id}` } }),
    };
  },
};
