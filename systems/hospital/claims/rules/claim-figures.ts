import { codeSystems, extensions, extensionValue, identifierSystems, sumXu, type Xu, ZERO } from '@lienmach/core';
import type { Claim, CodeableConcept, Encounter } from 'fhir/r4';
import type { ClaimFinding } from './claim-finding.ts';
import { findingsOf, insurerPartOf, riskOf, stateOf } from './stored-claim.ts';

export const figureKinds = ['state', 'rule', 'department', 'doctor'] as const;
export type FigureKind = (typeof figureKinds)[number];

export interface Sum {
  readonly claims: number;
  /** what is asked of the fund */
  readonly insurerPart: Xu;
  /** what may be rejected of it */
  readonly atRisk: Xu;
}

/** Sums by kind, and within a kind by key: a state, the id of a rule, the code of a department, a doctor's reference. */
export type Figures = Readonly<Record<FigureKind, ReadonlyMap<string, Sum>>>;

export const noFigures: Figures = { state: new Map(), rule: new Map(), department: new Map(), doctor: new Map() };

const nothing: Sum = { claims: 0, insurerPart: ZERO, atRisk: ZERO };

const added = (a: Sum, b: Sum): Sum => ({
  claims: a.claims + b.claims,
  insurerPart: sumXu([a.insurerPart, b.insurerPart]),
  atRisk: sumXu([a.atRisk, b.atRisk]),
});

/** Stands for a department or a doctor that the record does not name. */
export const UNKNOWN = '-';

/** Where a visit was and who saw the patient, for statistics. */
export interface Place {
  readonly department: string;
  readonly doctor: string;
}

const nowhere: Place = { department: UNKNOWN, doctor: UNKNOWN };

const isHead = (type: CodeableConcept): boolean =>
  type.coding?.some(({ system, code }) => system === codeSystems.participantRole && code === 'head-of-unit') ?? false;

/** The department of a visit and the first who took part in it other than as its head. @source none: our own statistics */
export function placeOf(visit: Encounter | undefined): Place {
  if (visit === undefined) return nowhere;
  const department = extensionValue(visit, extensions.department, 'valueReference')?.identifier;
  const doctor = visit.participant?.find(({ type = [] }) => !type.some(isHead))?.individual?.reference;
  return {
    department: department?.system === identifierSystems.department ? (department.value ?? UNKNOWN) : UNKNOWN,
    doctor: doctor ?? UNKNOWN,
  };
}

/** Đồng of the findings of one rule: a line counts once, and no claim for more than it asks. */
function riskOfRule(findings: readonly ClaimFinding[], most: Xu): Xu {
  const byLine = Map.groupBy(findings, ({ at }) => at.replace(/\.[^.]*$/, ''));
  const sum = sumXu([...byLine.values()].map((found) => largest(found.map(({ atRisk }) => atRisk))));
  return sum < most ? sum : most;
}

const largest = (amounts: readonly Xu[]): Xu => amounts.reduce((most, one) => (one > most ? one : most), ZERO);

/** What one claim adds. A rule counts once for each claim. */
function entriesOf(claim: Claim, place: Place): [FigureKind, string, Sum][] {
  const whole: Sum = { claims: 1, insurerPart: insurerPartOf(claim), atRisk: riskOf(claim) };
  const byRule = Map.groupBy(findingsOf(claim), ({ rule }) => rule);
  return [
    ['state', stateOf(claim) ?? UNKNOWN, whole],
    ['department', place.department, whole],
    ['doctor', place.doctor, whole],
    ...[...byRule].map(([rule, found]): [FigureKind, string, Sum] => [
      'rule',
      rule,
      { ...nothing, claims: 1, atRisk: riskOfRule(found, whole.insurerPart) },
    ]),
  ];
}

/**
 * Figures with more claims in them.
 *
 * @source none: our own statistics; the đồng of a department or a doctor are those of whole claims, not of lines
 */
export function withClaims(figures: Figures, claims: readonly Claim[], places: readonly Place[]): Figures {
  const next = {
    state: new Map(figures.state),
    rule: new Map(figures.rule),
    department: new Map(figures.department),
    doctor: new Map(figures.doctor),
  };
  claims.forEach((claim, at) => {
    for (const [kind, key, sum] of entriesOf(claim, places[at] ?? nowhere)) {
      next[kind].set(key, added(next[kind].get(key) ?? nothing, sum));
    }
  });
  return next;
}

export interface FigureLine extends Sum {
  readonly key: string;
}

/** The lines of one kind, most đồng at risk first. @source none: order of a list */
export const linesOf = (figures: Figures, kind: FigureKind): FigureLine[] =>
  [...figures[kind]]
    .map(([key, sum]) => ({ key, ...sum }))
    .toSorted((a, b) => Number(b.atRisk - a.atRisk) || b.claims - a.claims || a.key.localeCompare(b.key));
