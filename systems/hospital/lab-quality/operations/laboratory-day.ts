import { addDays, codeSystems, identifierSystems, identifierValue, parseInstant } from '@lienmach/core';
import { type Context, many, type Operation, one, searchEach } from '@lienmach/system-kit';
import type { DiagnosticReport, ServiceRequest, Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { QUALITY_CONTROL, readJudged } from '../rules/control-point.ts';
import { countReports, type ReportTimes, type TestFigures } from '../rules/laboratory-figures.ts';

interface LaboratoryDay {
  readonly date: string;
  readonly test: readonly TestFigures[];
  /** tubes collected this day, and those of them that were rejected */
  readonly specimens: number;
  readonly rejectedSpecimens: number;
  readonly controls: number;
  readonly warnedControls: number;
  readonly rejectedControls: number;
}

const LAB = 'http://terminology.hl7.org/CodeSystem/v2-0074|LAB';
const PAGE = '200';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';
const within = (name: string, day: string): (readonly [string, string])[] => [
  [name, `ge${day}T00:00:00+07:00`],
  [name, `lt${addDays(day, 1)}T00:00:00+07:00`],
];

type Counted = 'DiagnosticReport' | 'Specimen' | 'Observation';

/** walks the pages of one day; what is counted stays, what was read does not */
async function walk<T extends Counted>(
  ctx: Context,
  type: T,
  query: readonly (readonly [string, string])[],
  take: (items: Awaited<ReturnType<Context['store']['page']>>['items']) => Promise<void> | void,
): Promise<void> {
  const search = new URLSearchParams([...query.map(([name, value]) => [name, value]), ['_count', PAGE]]).toString();
  let cursor: string | undefined;
  do {
    const found = await ctx.store.page(type, search, cursor);
    await take(found.items);
    cursor = found.next;
  } while (cursor !== undefined);
}

/** the reports of a page with the times of their order and tube: two more searches a page */
async function timesOf(ctx: Context, reports: readonly DiagnosticReport[]): Promise<ReportTimes[]> {
  const [orders, tubes] = await Promise.all([
    searchEach(
      ctx.store,
      'ServiceRequest',
      '_id',
      reports.map(({ basedOn }) => idOf(basedOn?.[0]?.reference)),
    ),
    searchEach(
      ctx.store,
      'Specimen',
      '_id',
      reports.map(({ specimen }) => idOf(specimen?.[0]?.reference)),
    ),
  ]);
  const orderOf = new Map(orders.map((order): [string, ServiceRequest] => [order.id ?? '', order]));
  const tubeOf = new Map(tubes.map((tube): [string, Specimen] => [tube.id ?? '', tube]));
  return reports.map((report) => {
    const order = orderOf.get(idOf(report.basedOn?.[0]?.reference));
    const coding = report.code.coding?.find(({ system }) => system === codeSystems.services7603);
    return {
      test: coding?.code ?? report.code.coding?.[0]?.code ?? '-',
      name: report.code.text ?? coding?.display ?? '-',
      isUrgent: order?.priority !== undefined && order.priority !== 'routine',
      ordered: order?.authoredOn,
      collected: tubeOf.get(idOf(report.specimen?.[0]?.reference))?.collection?.collectedDateTime,
      issued: report.issued ?? '',
      isAmended: report.status === 'amended' || report.status === 'corrected',
    };
  });
}

/** reports of this house: what another laboratory measured is no work of ours */
const isOwn = (report: DiagnosticReport): boolean => report.basedOn !== undefined && report.issued !== undefined;

async function countTests(ctx: Context, day: string): Promise<TestFigures[]> {
  let counted: Map<string, TestFigures> = new Map();
  const query = [['category', LAB], ['status', 'final,amended,corrected'], ...within('issued', day)] as const;
  await walk(ctx, 'DiagnosticReport', query, async (items) => {
    const reports = items.filter(
      (one): one is DiagnosticReport => one.resourceType === 'DiagnosticReport' && isOwn(one),
    );
    counted = countReports(counted, await timesOf(ctx, reports));
  });
  return [...counted.values()].toSorted((a, b) => b.reports - a.reports || a.name.localeCompare(b.name, 'vi'));
}

async function countSpecimens(ctx: Context, day: string) {
  const figures = { specimens: 0, rejectedSpecimens: 0 };
  await walk(ctx, 'Specimen', within('collected', day), (items) => {
    const own = items.filter((one): one is Specimen => one.resourceType === 'Specimen');
    const numbered = own.filter((tube) => identifierValue(tube, identifierSystems.specimenNumber) !== undefined);
    figures.specimens += numbered.length;
    figures.rejectedSpecimens += numbered.filter(({ status }) => status === 'unsatisfactory').length;
  });
  return figures;
}

async function countControls(ctx: Context, day: string) {
  const figures = { controls: 0, warnedControls: 0, rejectedControls: 0 };
  const query = [['category', `${codeSystems.labObservationKind}|${QUALITY_CONTROL}`], ...within('date', day)] as const;
  await walk(ctx, 'Observation', query, (items) => {
    for (const one of items) {
      const point = one.resourceType === 'Observation' ? readJudged(one) : undefined;
      if (point === undefined || point.isParallel) continue;
      figures.controls += 1;
      figures.warnedControls += Number(point.state === 'warning');
      figures.rejectedControls += Number(point.state === 'rejected' || point.state === 'unit-differs');
    }
  });
  return figures;
}

const count = (name: string) => one('out', name, 'integer');

/** GET DiagnosticReport/$laboratory-day: what the laboratory did on one day; days add up to months. */
export const laboratoryDay: Operation<{ readonly date: string }, LaboratoryDay> = {
  definition: {
    code: 'laboratory-day',
    title: { vi: 'Số liệu xét nghiệm trong ngày', en: 'Figures of a laboratory day' },
    resource: ['DiagnosticReport'],
    level: 'type',
    affectsState: false,
    parameter: [
      one('in', 'date', 'date'),
      one('out', 'date', 'date'),
      many('out', 'test', [
        one('out', 'test', 'string'),
        one('out', 'name', 'string'),
        ...['reports', 'urgent', 'amended', 'timed', 'minutes', 'longest'].map(count),
        many('out', 'within', 'integer'),
        count('fromOrder'),
      ]),
      ...['specimens', 'rejectedSpecimens', 'controls', 'warnedControls', 'rejectedControls'].map(count),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, _id, { date }) {
    if (!DAY.test(date)) throw errors.badDay({ at: 'date' });
    parseInstant(date, 'date');
    const [test, specimens, controls] = await Promise.all([
      countTests(ctx, date),
      countSpecimens(ctx, date),
      countControls(ctx, date),
    ]);
    return { date, test, ...specimens, ...controls };
  },
};
