import { codeSystems, identifierSystems, logicalCode } from '@lienmach/core';
import type { CodeableConcept, Observation, Reference } from 'fhir/r4';
import type { ControlTarget } from './control-lot.ts';
import { type ControlState, type ControlValue, type Judgement, type WestgardRule, zScore } from './westgard.ts';

export const QUALITY_CONTROL = 'quality-control';

/** A control material measured once. */
export interface ControlPoint {
  readonly instrument: string;
  readonly lot: string;
  readonly level: string;
  readonly indicator: string;
  /** as it stands in the record */
  readonly at: string;
  readonly value: number;
  readonly ucum: string;
}

/** `no-target`: nothing says what it should be; `unit-differs`: measured in another unit than the target's */
export type PointState = ControlState | 'no-target' | 'unit-differs';

/** A control point with what was decided about it. */
export interface JudgedPoint extends ControlPoint {
  readonly id: string;
  readonly state: PointState | 'pending';
  readonly rules: readonly WestgardRule[];
  readonly isParallel: boolean;
  readonly z?: number;
  readonly by?: string;
}

const PARALLEL = 'parallel';
const kind = (code: string) => ({ coding: [{ system: codeSystems.labObservationKind, code }] });

/** @source none: reads the record */
export const isControlPoint = ({ category = [] }: Pick<Observation, 'category'>): boolean =>
  category.some(({ coding = [] }) =>
    coding.some(({ system, code }) => system === codeSystems.labObservationKind && code === QUALITY_CONTROL),
  );

const judgementOf = (observation: Observation): string[] =>
  (observation.interpretation ?? [])
    .flatMap(({ coding = [] }) => coding)
    .filter(({ system }) => system === codeSystems.controlJudgement)
    .map(({ code = '' }) => code);

/** @source none: reads the record */
export const isJudged = (observation: Observation): boolean => judgementOf(observation).length > 0;

/** @source none: reads the record */
export function readPoint(observation: Observation): ControlPoint | undefined {
  const instrument = logicalCode(observation.device, identifierSystems.instrument);
  const [lot, level] = logicalCode(observation.specimen, identifierSystems.controlLot)?.split('^') ?? [];
  const indicator = observation.code.coding?.find(({ system }) => system === codeSystems.labIndicator)?.code;
  const { value, code, unit } = observation.valueQuantity ?? {};
  const at = observation.effectiveDateTime;
  if (!isControlPoint(observation) || at === undefined || value === undefined) return undefined;
  if (instrument === undefined || lot === undefined || indicator === undefined) return undefined;
  return { instrument, lot, level: level ?? '', indicator, at, value, ucum: code ?? unit ?? '' };
}

const states: readonly string[] = ['accepted', 'warning', 'rejected', 'no-target', 'unit-differs'];
const isState = (code: string): code is PointState => states.includes(code);
const ruleCodes: readonly string[] = ['1-2s', '1-3s', '2-2s', 'R-4s', '4-1s', '10-x'];
const isRule = (code: string): code is WestgardRule => ruleCodes.includes(code);

/** @source none: reads the record */
export function readJudged(observation: Observation): JudgedPoint | undefined {
  const point = readPoint(observation);
  if (point === undefined) return undefined;
  const codes = judgementOf(observation);
  const z = observation.component?.find(({ code }) => code.text === 'z')?.valueQuantity?.value;
  const by = observation.performer?.[0]?.display;
  return {
    ...point,
    id: observation.id ?? '',
    state: codes.find(isState) ?? 'pending',
    rules: codes.filter(isRule),
    isParallel: codes.includes(PARALLEL),
    ...(z === undefined ? {} : { z }),
    ...(by === undefined ? {} : { by }),
  };
}

/** @source none: shape of the record, section "Instruments and quality" of decision 55 */
export const controlObservation = (
  id: string,
  point: ControlPoint,
  target: ControlTarget,
  performer: Reference,
): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [kind(QUALITY_CONTROL)],
  code: { coding: [{ system: codeSystems.labIndicator, code: point.indicator, display: target.name }] },
  effectiveDateTime: point.at,
  performer: [performer],
  device: { identifier: { system: identifierSystems.instrument, value: point.instrument } },
  specimen: { identifier: { system: identifierSystems.controlLot, value: `${point.lot}^${point.level}` } },
  valueQuantity: { value: point.value, unit: target.unit, system: codeSystems.ucum, code: target.ucum },
});

const concept = (codes: readonly string[]): CodeableConcept => ({
  coding: codes.map((code) => ({ system: codeSystems.controlJudgement, code })),
});

/** What was decided about a point, with the limits it was judged by. */
export interface Verdict {
  readonly state: PointState;
  readonly rules: readonly WestgardRule[];
  readonly z?: number;
  readonly target?: ControlTarget;
}

const round = (value: number): number => Number(value.toPrecision(8));

/** @source none: shape of the record; the interval shown is mean ± 2 SD */
export const withVerdict = (observation: Observation, { state, rules, z, target }: Verdict): Observation => ({
  ...observation,
  interpretation: [
    concept([state, ...rules, ...(target?.mode === 'parallel' ? [PARALLEL] : [])]),
    // what the analyzer itself flagged stays beside it
    ...(observation.interpretation ?? []).filter(
      ({ coding = [] }) => !coding.some(({ system }) => system === codeSystems.controlJudgement),
    ),
  ],
  ...(z === undefined
    ? {}
    : { component: [{ code: { text: 'z' }, valueQuantity: { value: z, system: codeSystems.ucum, code: '1' } }] }),
  ...(target === undefined
    ? {}
    : {
        referenceRange: [
          {
            low: { value: round(target.mean - 2 * target.sd), unit: target.unit },
            high: { value: round(target.mean + 2 * target.sd), unit: target.unit },
          },
        ],
      }),
});

/**
 * Judges a point: without a target nothing is known about it, in another unit it is refused and never converted.
 *
 * @param judge  the multirule over what was measured before
 * @source TT 01/2013/TT-BYT, internal quality control (secondary); unit mismatch is never converted: our own choice
 */
export function verdictOf(
  point: ControlPoint,
  target: ControlTarget | undefined,
  judge: (value: ControlValue) => Judgement,
): Verdict {
  if (target === undefined) return { state: 'no-target', rules: [] };
  if (point.ucum !== target.ucum) return { state: 'unit-differs', rules: [], target };
  const z = zScore(point.value, target.mean, target.sd);
  return { ...judge({ level: point.level, at: point.at, z }), z, target };
}

/**
 * What a point is judged beside: measured before it and since the last correction; a lot in parallel stands for itself.
 *
 * @param known  points without the one that is judged
 * @param since  ISO instant of the last closed hold
 * @source J. O. Westgard: a corrected run begins anew (from memory); parallel lots hold nothing back: our own choice
 */
export function seriesBefore(
  point: ControlPoint,
  mode: ControlTarget['mode'],
  known: readonly JudgedPoint[],
  since: string | undefined,
): ControlValue[] {
  const at = Date.parse(point.at);
  const from = since === undefined ? 0 : Date.parse(since);
  const isOwn = (one: JudgedPoint): boolean =>
    mode === 'parallel' ? one.isParallel && one.lot === point.lot : !one.isParallel;
  // measured at the same time and judged already: whichever level was told first, the other one sees it
  const isBefore = (one: JudgedPoint): boolean => Date.parse(one.at) <= at;
  return known
    .flatMap((one) => (one.z === undefined ? [] : [{ ...one, z: one.z }]))
    .filter((one) => isOwn(one) && isBefore(one) && Date.parse(one.at) >= from)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.level.localeCompare(b.level))
    .map(({ level, at: when, z }) => ({ level, at: when, z }));
}
