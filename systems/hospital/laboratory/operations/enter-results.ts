import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, Observation } from 'fhir/r4';
import { errors } from '../errors.ts';
import { openReports } from '../rules/bench-state.ts';
import { enteredResults, type ReadResult, statusAfterEntry, type TypedResult } from '../rules/entered-results.ts';
import { personOf, type ResultGround, reading, resultFrame } from '../rules/lab-result.ts';
import { valueText } from '../rules/typed-value.ts';
import { checkVersion, loadReport } from './load-report.ts';

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

const NOT_MEASURED = 'Không đo được';
const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
const unmeasured: Partial<Observation> = {
  status: 'cancelled',
  dataAbsentReason: { coding: [{ system: ABSENT, code: 'error' }], text: NOT_MEASURED },
};

export const flagOf = (result: Observation): string | undefined => result.interpretation?.[0]?.coding?.[0]?.code;

const shown = ({ indicator, quantity }: ReadResult, result: Observation): EnteredResult => {
  const flag = flagOf(result);
  return {
    indicator: indicator.code,
    name: indicator.name,
    value: quantity === undefined ? NOT_MEASURED : valueText(quantity),
    unit: indicator.unit,
    ...(flag === undefined ? {} : { flag }),
    critical: flag === 'LL' || flag === 'HH',
  };
};

const putEntry = (resource: DiagnosticReport | Observation): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

function filled(report: DiagnosticReport, ground: ResultGround, results: readonly Observation[], isComplete: boolean) {
  const earlier = report.result?.flatMap(({ reference }) => reference ?? []) ?? [];
  const references = new Set([...earlier, ...results.map(({ id }) => `Observation/${id}`)]);
  return {
    ...report,
    status: statusAfterEntry(ground.test, references.size, isComplete),
    result: [...references].map((reference) => ({ reference })),
  };
}

/**
 * POST DiagnosticReport/{id}/$enter-results: values typed at the bench, with the units, ranges, flags and alarms of the
 * catalog. They are preliminary like an analyzer's; a value typed again replaces the first until the report is released.
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
    const { report, ground } = await loadReport(ctx, id);
    if (!openReports.has(report.status))
      throw errors.alreadyVerified({ at: 'DiagnosticReport.status', detail: report.status });
    checkVersion(report, input.version);
    const isSendingOn = input.complete === true && (report.result?.length ?? 0) > 0;
    const read = input.result.length === 0 && isSendingOn ? [] : enteredResults(input.result, ground.test);
    const person = personOf(ground);
    const results = read.map(
      ({ indicator, quantity }): Observation => ({
        ...resultFrame(indicator, ground, ground.collectedAt ?? ctx.now().toISOString()),
        performer: [ctx.actor],
        method: { text: 'Nhập tay' },
        ...(quantity === undefined ? unmeasured : reading(quantity, indicator, person)),
      }),
    );
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [...results.map(putEntry), putEntry(filled(report, ground, results, input.complete === true))],
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
