import type { DiagnosticReport, ServiceRequest, Specimen } from 'fhir/r4';

export const benchStates = ['to-collect', 'to-enter', 'to-verify', 'released'] as const;
export type BenchState = (typeof benchStates)[number];

/** @source none: shape of an input */
export const isBenchState = (text: string): text is BenchState => benchStates.some((state) => state === text);

/** Reports that still wait for something. */
export const openReports: ReadonlySet<DiagnosticReport['status']> = new Set(['registered', 'partial', 'preliminary']);

/**
 * What the bench has to do with a report: draw, measure, release, or nothing more.
 *
 * @source none: own choice; follows from report and tube
 */
export function benchState(report: DiagnosticReport, specimen: Specimen | undefined): BenchState {
  if (!openReports.has(report.status)) return 'released';
  if (report.status === 'preliminary') return 'to-verify';
  return specimen?.collection?.collectedDateTime === undefined ? 'to-collect' : 'to-enter';
}

const isUrgent = (order: ServiceRequest): boolean => order.priority !== undefined && order.priority !== 'routine';

/**
 * Urgent before routine, then the oldest order.
 *
 * @source none: own choice
 */
export const byUrgency = (a: ServiceRequest, b: ServiceRequest): number =>
  Number(isUrgent(b)) - Number(isUrgent(a)) || (a.authoredOn ?? '').localeCompare(b.authoredOn ?? '');
