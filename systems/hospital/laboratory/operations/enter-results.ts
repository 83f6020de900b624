import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { DiagnosticReport, Observation } from 'fhir/r4';
import { errors } from '../errors.ts';
import { resultText } from '../rules/amended-result.ts';
import { openReports, standing } from '../rules/bench-state.ts';
import { calculatedResults, outdated, uncalculated } from '../rules/calculated-results.ts';
import { enteredResults, type ReadResult, statusAfterEntry, type TypedResult } from '../rules/entered-results.ts';
import { indicatorCodeOf, type ResultGround, readingOf, resultFrame } from '../rules/lab-result.ts';
import { withMachine } from '../rules/quality-hold.ts';
import { checkVersion } from './check-version.ts';
import { loadReport, resultsOf } from './load-report.ts';
import { putEntry } from './reports-of-tube.ts';
import { otherResultsOfTube } from './tube-results.ts';

interface EnterResultsInput {
  readonly result: readonly TypedResult[];
  readonly complete?: boolean;
  /** version of the report the values were typed beside */
  readonly version?: string;
}

export interface EnteredResult {
  readonly indicator: string;
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly flag?: string;
  readonly critical: boolean;
}

export interface ResultsEntered {
  readonly report: DiagnosticReport;
  readonly result: readonly EnteredResult[];
}

const part = (use: 'in' | 'out', name: string, type: string, min = 1): OperationParameter => ({
  name,
  use,
  min,
  max: '1',
  type,
});

const parameter: readonly OperationParameter[] = [
  {
    name: 'result',
    use: 'in',
    min: 0,
    max: '*',
    part: [part('in', 'indicator', 'code'), part('in', 'value', 'string')],
  },
  part('in', 'complete', 'boolean', 0),
  part('in', 'version', 'string', 0),
  part('out', 'report', 'DiagnosticReport'),
  {
    name: 'result',
    use: 'out',
    min: 0,
    max: '*',
    part: [
      part('out', 'indicator', 'code'),
      part('out', 'name', 'string'),
      part('out', 'value', 'string'),
      part('out', 'unit', 'string'),
      part('out', 'flag', 'code', 0),
      part('out', 'critical', 'boolean'),
    ],
  },
];

export const flagOf = (result: Observation): string | undefined => result.interpretation?.[0]?.coding?.[0]?.code;

const shown = ({ indicator }: ReadResult, result: Observation): EnteredResult => {
  const flag = flagOf(result);
  return {
    indicator: indicator.code,
    name: indicator.name,
    value: resultText(result),
    unit: indicator.unit,
    ...(flag === undefined ? {} : { flag }),
    critical: flag === 'LL' || flag === 'HH' || flag === 'AA',
  };
};

function filled(report: DiagnosticReport, ground: ResultGround, results: readonly Observation[], isComplete: boolean) {
  const earlier = report.result?.flatMap(({ reference }) => reference ?? []) ?? [];
  const references = new Set([...earlier, ...results.map(({ id }) => `Observation/${id}`)]);
  const calculated = (ground.test.calculated ?? []).map((code) => `Observation/${ground.order.id}.${code}`);
  const asked = [...references].filter((reference) => !calculated.includes(reference)).length;
  return {
    ...report,
    status: statusAfterEntry(ground.test, asked, isComplete),
    result: [...references].map((reference) => ({ reference })),
  };
}

/**
 * POST DiagnosticReport/{id}/$enter-results: values and words typed at the bench, with the units, ranges, flags and alarms
 * of the catalog, and what is calculated from them. They are preliminary like an analyzer's; a value typed again replaces
 * the first until the report is released.
 */
export const enterResults: Operation<EnterResultsInput, ResultsEntered> = {
  definition: {
    code: 'enter-results',
    title: { vi: 'Nhập kết quả xét nghiệm', en: 'Enter laboratory results' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter,
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, id, input) {
    const { report, ground, tube } = await loadReport(ctx, id);
    if (!openReports.has(report.status))
      throw errors.alreadyVerified({ at: 'DiagnosticReport.status', detail: report.status });
    checkVersion(report, input.version);
    const isSendingOn = input.complete === true && (report.result?.length ?? 0) > 0;
    const read =
      input.result.length === 0 && isSendingOn ? [] : enteredResults(input.result, ground.test, ground.catalog);
    const [before, others] = await Promise.all([resultsOf(ctx, report), otherResultsOfTube(ctx, ground)]);
    const results = read.map((one) => {
      const frame = resultFrame(one.indicator, ground, ground.collectedAt ?? ctx.now().toISOString());
      const typed = { ...frame, performer: [ctx.actor], method: { text: 'Nhập tay' }, ...readingOf(one, ground) };
      return withMachine(typed, before);
    });
    const told = new Set(results.map(indicatorCodeOf));
    const kept = before.filter((result) => !told.has(indicatorCodeOf(result)));
    const derived = calculatedResults([...results, ...kept, ...others], ground);
    const all = [...results, ...derived, ...outdated(kept, derived).map(uncalculated)];
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [...all.map(putEntry), putEntry(standing(filled(report, ground, all, input.complete === true), tube))],
    });
    return {
      report: await ctx.store.read('DiagnosticReport', id),
      result: read.flatMap((one, index) => {
        const result = results[index];
        return result === undefined ? [] : [shown(one, result)];
      }),
    };
  },
};
