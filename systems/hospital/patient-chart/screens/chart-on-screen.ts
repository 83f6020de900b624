import { codeSystems } from '@lienmach/core';
import { formatNumber, valueIn, valuesIn } from '@lienmach/ui';
import type { Coverage, Observation, Parameters, Patient, Reference } from 'fhir/r4';
import { type ChartEvent, chartEvents } from '../rules/chart-events.ts';
import type { ChartRecord } from '../rules/chart-record.ts';
import type { CountedKind, SectionName } from '../rules/chart-sections.ts';
import type { ChartTexts } from './texts.ts';

/** Another record of the same person. */
export interface Linked {
  readonly type: string;
  readonly patient: Reference;
}

/** The answer of `$chart` as the screen holds it. */
export interface ChartOnScreen extends ChartRecord {
  readonly patient: Patient;
  readonly coverage: Coverage | undefined;
  /** our own facility */
  readonly facility: string;
  readonly linked: readonly Linked[];
  readonly counts: ReadonlyMap<CountedKind, number>;
  readonly next: ReadonlyMap<SectionName, string>;
  readonly hidden: ReadonlySet<SectionName>;
  /** older results may hold further indicators */
  readonly moreResults: boolean;
  readonly readAt: string;
}

const parts = <Name extends string>(answer: Parameters, name: string, key: string, value: string) =>
  new Map(
    valuesIn<Parameters>(answer, name).map((one) => [valueIn<Name>(one, key), valueIn<unknown>(one, value)] as const),
  );

export function chartOf(answer: Parameters, readAt: string): ChartOnScreen {
  const patient = valueIn<Patient>(answer, 'patient');
  if (patient === undefined) throw new Error('a chart without its patient');
  return {
    patient,
    coverage: valueIn<Coverage>(answer, 'coverage'),
    facility: valueIn<string>(answer, 'facility') ?? '',
    linked: valuesIn<Parameters>(answer, 'linked').map((one) => ({
      type: valueIn<string>(one, 'type') ?? '',
      patient: valueIn<Reference>(one, 'patient') ?? {},
    })),
    counts: parts(answer, 'count', 'kind', 'value') as ReadonlyMap<CountedKind, number>,
    next: parts(answer, 'next', 'kind', 'cursor') as ReadonlyMap<SectionName, string>,
    hidden: new Set(valuesIn<SectionName>(answer, 'hidden')),
    place: parts(answer, 'place', 'reference', 'name') as ReadonlyMap<string, string>,
    encounter: valuesIn(answer, 'encounter'),
    condition: valuesIn(answer, 'condition'),
    medication: valuesIn(answer, 'medication'),
    allergy: valuesIn(answer, 'allergy'),
    immunization: valuesIn(answer, 'immunization'),
    document: valuesIn(answer, 'document'),
    pressure: valuesIn(answer, 'pressure'),
    trend: valuesIn(answer, 'trend'),
    result: valuesIn(answer, 'result'),
    moreResults: valueIn<boolean>(answer, 'moreResults') ?? false,
    readAt,
  };
}

export const eventsOf = (chart: ChartOnScreen, t: ChartTexts): ChartEvent[] =>
  chartEvents(chart, { visit: t.visit, pressure: t.pressure, number: formatNumber }, chart.facility);

/** `4548-4` of a result, as the chart asks for trends */
export const loincOf = ({ code }: Observation): string | undefined =>
  code.coding?.find(({ system }) => system === codeSystems.loinc)?.code;
