import { identifierSystems } from '@lienmach/core';
import { type OutsideReport, outsideBundle, outsideIds } from '@lienmach/outside-results';
import type { BundleEntry, DiagnosticReport, Observation, Patient, Resource } from 'fhir/r4';

type Told = DiagnosticReport | Observation;

/** What is known of the results that a document tells, and of those that its earlier versions told. */
export interface ToldGround {
  readonly patient: Patient;
  /** key of the set of versions */
  readonly set: string;
  /** this set, and those of what it replaces */
  readonly sets: readonly string[];
  /** reports with the numbers that it tells */
  readonly reports: readonly DiagnosticReport[];
  /** reports that only earlier versions told */
  readonly before: readonly DiagnosticReport[];
  /** ids of Observations that only earlier versions told */
  readonly own: ReadonlySet<string>;
  readonly now: Date;
}

const isMarked = ({ identifier }: Told, sets: readonly string[]): boolean =>
  identifier?.some(({ system, value = '' }) => system === identifierSystems.documentSet && sets.includes(value)) ===
  true;

const isTold = (one: Resource | undefined): one is Told =>
  one?.resourceType === 'DiagnosticReport' || one?.resourceType === 'Observation';

const earlierOf = (report: OutsideReport, { reports }: ToldGround): DiagnosticReport | undefined =>
  reports.find(({ identifier }) =>
    identifier?.some(({ value }) => value === `${report.facility.code.trim()}/${report.number.trim()}`),
  );

/** Nobody but this set has told it: when the set takes it back, it is no longer told. */
function isOnlyOurs(one: Told, earlier: DiagnosticReport | undefined, { sets, own }: ToldGround): boolean {
  if (one.resourceType === 'DiagnosticReport') return earlier === undefined || isMarked(earlier, sets);
  const wasTold = earlier?.result?.some(({ reference }) => reference === `Observation/${one.id}`) === true;
  return !wasTold || own.has(one.id ?? '');
}

function entriesOf(report: OutsideReport, ground: ToldGround, gone: ReadonlySet<string>): BundleEntry[] {
  const earlier = earlierOf(report, ground);
  const mark = { system: identifierSystems.documentSet, value: ground.set };
  const entries = outsideBundle(report, ground.patient, { report: earlier }, ground.now).entry ?? [];
  return entries.map((entry) => {
    const { resource } = entry;
    if (!isTold(resource)) return entry;
    const identifier = [...(resource.identifier ?? []), ...(isOnlyOurs(resource, earlier, ground) ? [mark] : [])];
    if (resource.resourceType === 'Observation') return { ...entry, resource: { ...resource, identifier } };
    const result = resource.result?.filter(({ reference = '' }) => !gone.has(reference)) ?? [];
    return { ...entry, resource: { ...resource, identifier, result } };
  });
}

export interface ToldResults {
  readonly entries: readonly BundleEntry[];
  /** ids of Observations that the document tells */
  readonly told: ReadonlySet<string>;
  /** reports that it no longer tells */
  readonly gone: readonly DiagnosticReport[];
}

/**
 * Laboratory results of a document. What only earlier versions of it told, and this one does not, is taken back; what a
 * message or another document told as well stays.
 *
 * @source HL7 CDA R2 (2005), relatedDocument RPLC (from memory); who has told a result: own reading
 */
export function toldResults(reports: readonly OutsideReport[], ground: ToldGround): ToldResults {
  const ids = reports.map((report) => outsideIds(report));
  const told = new Set(ids.flatMap(({ results }) => results));
  const goneResults = new Set([...ground.own].filter((id) => !told.has(id)).map((id) => `Observation/${id}`));
  const kept = new Set(ids.map(({ report }) => report));
  return {
    entries: reports.flatMap((report) => entriesOf(report, ground, goneResults)),
    told,
    gone: ground.before
      .filter(({ id = '' }) => !kept.has(id))
      .map((report) => ({ ...report, status: 'entered-in-error' as const })),
  };
}
