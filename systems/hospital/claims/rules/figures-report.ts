import { extensions, extensionValue, identifierSystems, LM, moneyOf, type Xu, xuOfMoney, ZERO } from '@lienmach/core';
import type { MeasureReport, MeasureReportGroup, MeasureReportGroupStratifierStratum, Resource } from 'fhir/r4';
import { type FigureKind, type Figures, figureKinds, noFigures, type Sum } from './claim-figures.ts';

/** How far a count has come; without a cursor it is done. */
export interface Progress {
  readonly figures: Figures;
  /** claims that are in them */
  readonly counted: number;
  readonly cursor?: string;
}

/** One report for each month. @source none: our own identifier */
export const figuresKey = (month: string) => ({ system: identifierSystems.claimFigures, value: month });

/** @source none: how our own report is told from others */
export const monthOfReport = ({ identifier = [] }: MeasureReport): string | undefined =>
  identifier.find(({ system }) => system === identifierSystems.claimFigures)?.value;

const amounts = ['atRisk', 'insurerPart'] as const;
type Amount = (typeof amounts)[number];

const stratumOf = (key: string, sum: Sum, amount: Amount): MeasureReportGroupStratifierStratum => ({
  value: { text: key },
  population: [{ code: { text: 'claims' }, count: sum.claims }],
  measureScore: { value: moneyOf(sum[amount]).value ?? 0, unit: 'VND' },
});

const groupOf = (figures: Figures, kind: FigureKind): MeasureReportGroup => ({
  code: { text: kind },
  stratifier: amounts.map((amount) => ({
    code: [{ text: amount }],
    stratum: [...figures[kind]].map(([key, sum]) => stratumOf(key, sum, amount)),
  })),
});

/** FHIR allows no empty list. */
const groupsOf = (figures: Figures): MeasureReportGroup[] =>
  figureKinds.filter((kind) => figures[kind].size > 0).map((kind) => groupOf(figures, kind));

const COUNTING = 'dang-tinh';

const emptyReport = (month: string): MeasureReport => ({
  resourceType: 'MeasureReport',
  identifier: [figuresKey(month)],
  status: 'pending',
  type: 'summary',
  measure: `${LM}/Measure/claims-of-month`,
  period: { start: `${month}-01` },
});

/**
 * The report with a count under way: what was counted last stays readable beside it.
 *
 * @source none: our own statistics
 */
export function countingReport(month: string, report: MeasureReport | undefined, progress: Progress): MeasureReport {
  const { figures, counted, cursor } = progress;
  const under: MeasureReport = {
    ...emptyReport(month),
    id: COUNTING,
    extension: [
      { url: extensions.claimFiguresCount, valueUnsignedInt: counted },
      ...(cursor === undefined ? [] : [{ url: extensions.claimFiguresCursor, valueString: cursor }]),
    ],
    ...(groupsOf(figures).length === 0 ? {} : { group: groupsOf(figures) }),
  };
  const { identifier: _, ...part } = under;
  return {
    ...emptyReport(month),
    ...report,
    status: 'pending',
    contained: [part],
    evaluatedResource: [{ reference: `#${COUNTING}` }],
  };
}

/** The report when everything is counted. @source none: our own statistics */
export function completeReport(report: MeasureReport, { figures, counted }: Progress, at: string): MeasureReport {
  const { contained: _, evaluatedResource: __, group: ___, ...rest } = report;
  return {
    ...rest,
    status: 'complete',
    date: at,
    extension: [{ url: extensions.claimFiguresCount, valueUnsignedInt: counted }],
    ...(groupsOf(figures).length === 0 ? {} : { group: groupsOf(figures) }),
  };
}

const scoreOf = (stratum: MeasureReportGroupStratifierStratum | undefined): Xu => {
  const value = stratum?.measureScore?.value;
  return value === undefined ? ZERO : xuOfMoney({ value, currency: 'VND' });
};

function sumsOf(group: MeasureReportGroup | undefined): Map<string, Sum> {
  const [atRisk, insurerPart] = amounts.map(
    (amount) => group?.stratifier?.find(({ code }) => code?.[0]?.text === amount)?.stratum ?? [],
  );
  return new Map(
    (atRisk ?? []).map((stratum, at) => [
      stratum.value?.text ?? '',
      {
        claims: stratum.population?.[0]?.count ?? 0,
        atRisk: scoreOf(stratum),
        insurerPart: scoreOf(insurerPart?.[at]),
      },
    ]),
  );
}

function progressOf(report: MeasureReport): Progress {
  const of = (kind: FigureKind) => sumsOf(report.group?.find(({ code }) => code?.text === kind));
  const cursor = extensionValue(report, extensions.claimFiguresCursor, 'valueString');
  return {
    figures:
      report.group === undefined
        ? noFigures
        : { state: of('state'), rule: of('rule'), department: of('department'), doctor: of('doctor') },
    counted: extensionValue(report, extensions.claimFiguresCount, 'valueUnsignedInt') ?? 0,
    ...(cursor === undefined ? {} : { cursor }),
  };
}

/** What was counted last, when something was. @source none: our own statistics */
export const lastCount = (report: MeasureReport): Progress | undefined =>
  report.date === undefined ? undefined : progressOf(report);

const isCounting = (one: Resource): one is MeasureReport => one.resourceType === 'MeasureReport' && one.id === COUNTING;

/** The count that is under way. @source none: our own statistics */
export function countUnderWay({ contained = [] }: MeasureReport): Progress | undefined {
  const under = contained.find(isCounting);
  return under === undefined ? undefined : progressOf(under);
}
