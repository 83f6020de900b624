import { addDays, codeSystems, present, toVnDay } from '@lienmach/core';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { findIndicator, type LabIndicator } from '../catalogs/lab-indicators.ts';
import { type BenchState, benchState } from '../rules/bench-state.ts';
import { indicatorCodeOf, personOf, type ResultGround } from '../rules/lab-result.ts';
import { type Person, referenceInterval } from '../rules/reference-interval.ts';
import { valueText } from '../rules/typed-value.ts';
import { flagOf } from './enter-results.ts';
import { loadReport } from './load-report.ts';

interface SheetLine {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly rangeText?: string;
  readonly criticalLow?: number;
  readonly criticalHigh?: number;
  readonly value?: string;
  readonly flag?: string;
  readonly previous?: string;
  readonly previousAt?: string;
  /** the machine, or the word for a hand */
  readonly source?: string;
  /** a word instead of a value: it could not be measured */
  readonly absent?: string;
}

export interface ResultSheet {
  readonly state: BenchState;
  /** of the report; `$enter-results` and `$verify` give it back */
  readonly version?: string;
  readonly conclusion?: string;
  readonly indicator: readonly SheetLine[];
}

const out = (name: string, type: string, min = 0): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const lineParts: readonly OperationParameter[] = [
  out('code', 'code', 1),
  out('name', 'string', 1),
  out('unit', 'string', 1),
  ...['low', 'high', 'criticalLow', 'criticalHigh'].map((name) => out(name, 'decimal')),
  out('rangeText', 'string'),
  out('value', 'string'),
  out('flag', 'code'),
  out('previous', 'string'),
  out('previousAt', 'dateTime'),
  out('source', 'string'),
  out('absent', 'string'),
];

/** how far back an earlier value still says something */
const DAYS_BACK = 365;

/** The latest released value of each indicator within a year, in one search. */
async function previousOf(ctx: Context, { order, test }: ResultGround): Promise<Map<string, Observation>> {
  const query = new URLSearchParams({
    subject: order.subject.reference ?? '',
    code: test.indicators.map((code) => `${codeSystems.labIndicator}|${code}`).join(','),
    status: 'final',
    date: `ge${addDays(toVnDay(ctx.now()), -DAYS_BACK)}`,
    _sort: 'date',
  });
  const results = await ctx.store.search('Observation', query.toString(), 5000);
  const others = results.filter((result) => result.basedOn?.[0]?.reference !== `ServiceRequest/${order.id}`);
  return new Map(others.map((result) => [indicatorCodeOf(result) ?? '', result]));
}

const shownValue = (result: Observation | undefined): string | undefined =>
  result?.valueQuantity === undefined ? undefined : valueText(result.valueQuantity);

function lineOf(
  indicator: LabIndicator,
  person: Person,
  now: Observation | undefined,
  before: Observation | undefined,
): SheetLine {
  const interval = referenceInterval(indicator, person);
  return {
    code: indicator.code,
    name: indicator.name,
    unit: indicator.unit,
    ...present({
      low: interval?.low,
      high: interval?.high,
      rangeText: interval?.text,
      criticalLow: indicator.critical?.low,
      criticalHigh: indicator.critical?.high,
      value: shownValue(now),
      flag: now === undefined ? undefined : flagOf(now),
      previous: shownValue(before),
      previousAt: before?.effectiveDateTime,
      source: now?.device?.display ?? now?.method?.text,
      absent: now?.dataAbsentReason?.text,
    }),
  };
}

/** GET DiagnosticReport/{id}/$result-sheet: what is measured, its unit and range for this person, values now and before. */
export const resultSheet: Operation<void, ResultSheet> = {
  definition: {
    code: 'result-sheet',
    title: { vi: 'Phiếu nhập kết quả', en: 'Result sheet' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: false,
    parameter: [
      out('state', 'code', 1),
      out('version', 'string'),
      out('conclusion', 'string'),
      { name: 'indicator', use: 'out', min: 0, max: '*', part: lineParts },
    ],
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, id) {
    const { report, ground } = await loadReport(ctx, id);
    const [previous, specimen, ...results] = await Promise.all([
      previousOf(ctx, ground),
      ground.specimen === undefined ? undefined : ctx.store.follow('Specimen', ground.specimen),
      ...(report.result ?? []).map((one) => ctx.store.follow('Observation', one)),
    ]);
    const now = new Map(results.map((result) => [indicatorCodeOf(result) ?? '', result]));
    const person = personOf(ground);
    return {
      state: benchState(report, specimen),
      ...present({ version: report.meta?.versionId, conclusion: report.conclusion }),
      indicator: ground.test.indicators.flatMap((code) => {
        const indicator = findIndicator(code);
        return indicator === undefined ? [] : [lineOf(indicator, person, now.get(code), previous.get(code))];
      }),
    };
  },
};
