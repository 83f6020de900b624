import { codeSystems } from '@lienmach/core';
import type { Coding, DiagnosticReport, ServiceRequest, Specimen } from 'fhir/r4';
import type { LabTest } from '../catalogs/lab-test.ts';
import { inQueues } from './bench-queue.ts';

export const benchStates = ['to-collect', 'to-receive', 'to-enter', 'to-verify', 'to-release', 'released'] as const;
export type BenchState = (typeof benchStates)[number];

/** @source none: shape of an input */
export const isBenchState = (text: string): text is BenchState => benchStates.some((state) => state === text);

/** Reports that still wait for something. */
export const openReports: ReadonlySet<DiagnosticReport['status']> = new Set(['registered', 'partial', 'preliminary']);

const tagOf = ({ meta }: DiagnosticReport, system: string): string | undefined =>
  meta?.tag?.find((tag) => tag.system === system)?.code;

/** Was the first of two steps done, and nothing changed since? @source none: a tag of our own */
export const isTechnicallyVerified = (report: DiagnosticReport): boolean =>
  report.status === 'preliminary' && tagOf(report, codeSystems.labBench) === 'to-release';

/** All results are there and nobody has looked at them yet. @source none: a tag of our own */
export const isToVerify = (report: DiagnosticReport): boolean =>
  report.status === 'preliminary' && tagOf(report, codeSystems.labBench) === 'to-verify';

/**
 * What the bench has to do with a report: draw, receive, measure, verify, release, or nothing more.
 *
 * @source QĐ 3725/QĐ-BYT (16/08/2017), states of a specimen and of a result (secondary); the rest: own choice
 */
export function benchState(report: DiagnosticReport, specimen: Specimen | undefined): BenchState {
  if (!openReports.has(report.status)) return 'released';
  if (report.status === 'preliminary') return isTechnicallyVerified(report) ? 'to-release' : 'to-verify';
  // something was measured: the tube is here, whether or not somebody wrote down when it was drawn
  if (report.status === 'partial') return 'to-enter';
  if (specimen?.collection?.collectedDateTime === undefined) return 'to-collect';
  return specimen.receivedTime === undefined ? 'to-receive' : 'to-enter';
}

const withTag = (report: DiagnosticReport, tag: Coding): DiagnosticReport => {
  const others = (report.meta?.tag ?? []).filter(({ system }) => system !== tag.system);
  return { ...report, meta: { ...report.meta, tag: [...others, tag] } };
};

/**
 * The report with its place on the bench as a tag, and in the worklists that follow from it, so that each of them is one
 * search however long it is. Whoever writes an open report writes it through here.
 *
 * @source none: own choice
 */
export const onBench = (report: DiagnosticReport, state: BenchState): DiagnosticReport =>
  inQueues(withTag(report, { system: codeSystems.labBench, code: state }));

/** when the tube was drawn is when a report is about; lists and clocks go by it */
const withTime = (report: DiagnosticReport, collectedAt: string | undefined): DiagnosticReport =>
  collectedAt === undefined || report.effectiveDateTime !== undefined || report.effectivePeriod !== undefined
    ? report
    : { ...report, effectiveDateTime: collectedAt };

/** The same, with the state that follows from report and tube. A change undoes the first of two verifications. @source none: own choice */
export const standing = (report: DiagnosticReport, specimen: Specimen | undefined): DiagnosticReport => {
  const changed = isTechnicallyVerified(report) ? onBench(report, 'to-verify') : report;
  return withTime(onBench(changed, benchState(changed, specimen)), specimen?.collection?.collectedDateTime);
};

/** @source none: own choice */
export const withPriority = (report: DiagnosticReport, priority: ServiceRequest['priority']): DiagnosticReport =>
  inQueues(
    withTag(report, {
      system: codeSystems.labPriority,
      code: (priority ?? 'routine') === 'routine' ? 'routine' : 'urgent',
    }),
  );

/**
 * Minutes until a report is late, negative when it is: from the tube, else from the order.
 *
 * @param since  when the tube was drawn, or the order written
 * @source QĐ 2429/QĐ-BYT (12/06/2017), turnaround time is set and watched (secondary); the minutes: the catalog
 */
export function minutesLeft(
  test: LabTest | undefined,
  isUrgent: boolean,
  since: Date | undefined,
  now: Date,
): number | undefined {
  const target = targetOf(test, isUrgent);
  if (target === undefined || since === undefined) return undefined;
  return target - Math.floor((now.getTime() - since.getTime()) / 60_000);
}

const targetOf = (test: LabTest | undefined, isUrgent: boolean): number | undefined =>
  isUrgent ? test?.turnaround?.urgent : test?.turnaround?.routine;

/** When a report is late. @source QĐ 2429/QĐ-BYT (12/06/2017), turnaround time is set and watched (secondary); the minutes: the catalog */
export function dueAt(test: LabTest | undefined, isUrgent: boolean, since: Date | undefined): Date | undefined {
  const target = targetOf(test, isUrgent);
  return target === undefined || since === undefined ? undefined : new Date(since.getTime() + target * 60_000);
}

/** @source none: priorities of an order */
export const isUrgent = ({ priority }: Pick<ServiceRequest, 'priority'>): boolean =>
  (priority ?? 'routine') !== 'routine';

/**
 * Urgent before routine, then the oldest order.
 *
 * @source none: own choice
 */
export const byUrgency = (a: ServiceRequest, b: ServiceRequest): number =>
  Number(isUrgent(b)) - Number(isUrgent(a)) || (a.authoredOn ?? '').localeCompare(b.authoredOn ?? '');
