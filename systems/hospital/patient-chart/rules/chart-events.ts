import { codeSystems } from '@lienmach/core';
import type { AllergyIntolerance, Condition, DocumentReference, Encounter, Observation } from 'fhir/r4';
import type { ChartRecord } from './chart-record.ts';
import { type MeasuredPoint, pointsOf } from './measured-value.ts';
import { isNoKnownAllergy, isStanding } from './no-known-allergy-record.ts';

export type EventKind =
  | 'visit'
  | 'stay'
  | 'immunization'
  | 'document'
  | 'allergy'
  | 'result'
  | 'medicine'
  | 'condition';

/** One thing that happened: a row of the table and a mark on a lane. */
export interface ChartEvent {
  /** `Encounter/e1` */
  readonly key: string;
  readonly kind: EventKind;
  readonly at: string;
  readonly end?: string;
  readonly title: string;
  /** codes of the diseases of a visit, the main one first */
  readonly codes: readonly string[];
  /** what was measured then, for one line */
  readonly values: readonly { readonly label: string; readonly text: string; readonly flag?: string }[];
  readonly place: string;
  /** another facility than ours wrote it */
  readonly isElsewhere: boolean;
  readonly isRunning?: boolean;
  /** a signed document speaks of it */
  readonly isSigned?: boolean;
}

export interface EventWords {
  readonly visit: string;
  readonly pressure: string;
  readonly number: (value: number) => string;
}

const SYSTOLIC = '8480-6';
const DIASTOLIC = '8462-4';

const icdOf = ({ code }: Condition): string | undefined =>
  code?.coding?.find(({ system }) => system === codeSystems.icd10)?.code;

function codesOf(encounter: Encounter, conditions: readonly Condition[]): string[] {
  const ranked = (encounter.diagnosis ?? []).toSorted((a, b) => (a.rank ?? 99) - (b.rank ?? 99));
  const found = ranked.flatMap(({ condition }) => {
    const named = conditions.find(({ id }) => condition.reference === `Condition/${id}`);
    return named === undefined ? [] : (icdOf(named) ?? []);
  });
  return [...new Set(found)];
}

const isAt =
  (encounter: string) =>
  (one: Observation): boolean =>
    one.encounter?.reference === encounter;

const valueText = ({ comparator = '', value, unit }: MeasuredPoint, words: EventWords): string =>
  `${comparator}${words.number(value)}${unit === '%' ? ' %' : ''}`;

/** the pressure of a visit and the indicators that the timeline draws */
function valuesOf(key: string, record: ChartRecord, words: EventWords): ChartEvent['values'] {
  const pressures = record.pressure.filter(isAt(key));
  const [systolic, diastolic] = [pointsOf(pressures, SYSTOLIC)[0], pointsOf(pressures, DIASTOLIC)[0]];
  const flag = systolic?.flag ?? diastolic?.flag;
  const pressure =
    systolic === undefined || diastolic === undefined
      ? []
      : [
          {
            label: words.pressure,
            text: `${words.number(systolic.value)}/${words.number(diastolic.value)}`,
            ...(flag === undefined ? {} : { flag }),
          },
        ];
  const trends = record.trend.filter(isAt(key)).flatMap((one) => {
    const [point] = pointsOf([one]);
    if (point === undefined) return [];
    const label = (one.code.text ?? '').replace(/ \(.*$/, '');
    return [{ label, text: valueText(point, words), ...(point.flag === undefined ? {} : { flag: point.flag }) }];
  });
  return [...pressure, ...trends];
}

const isStay = ({ class: kind }: Encounter): boolean => kind.code === 'IMP' || kind.code === 'ACUTE';
const isWritten = ({ status }: Encounter): boolean => status !== 'cancelled' && status !== 'entered-in-error';

function visitEvent(encounter: Encounter, record: ChartRecord, words: EventWords, own: string): ChartEvent {
  const key = `Encounter/${encounter.id}`;
  const facility = encounter.serviceProvider?.reference;
  const { start = '', end } = encounter.period ?? {};
  const isSigned = record.document.some(
    (one) => one.docStatus === 'final' && one.context?.encounter?.some(({ reference }) => reference === key),
  );
  return {
    key,
    kind: isStay(encounter) ? 'stay' : 'visit',
    at: start,
    ...(end === undefined ? {} : { end }),
    title: encounter.reasonCode?.[0]?.text ?? encounter.location?.[0]?.location.display ?? words.visit,
    codes: codesOf(encounter, record.condition),
    values: valuesOf(key, record, words),
    place: record.place.get(facility ?? '') ?? encounter.serviceProvider?.display ?? '',
    isElsewhere: facility !== undefined && facility !== own,
    isRunning: ['arrived', 'triaged', 'in-progress', 'onleave'].includes(encounter.status),
    isSigned,
  };
}

const plain = { codes: [], values: [], isElsewhere: false };

function documentEvent(one: DocumentReference, record: ChartRecord, own: string): ChartEvent {
  const custodian = one.custodian?.reference;
  return {
    ...plain,
    key: `DocumentReference/${one.id}`,
    kind: 'document',
    at: one.date ?? '',
    title: one.description ?? one.type?.text ?? one.type?.coding?.[0]?.display ?? '',
    place: record.place.get(custodian ?? '') ?? one.custodian?.display ?? '',
    // who keeps it is named by its code where it is no facility of this record
    isElsewhere: custodian === undefined ? one.custodian?.identifier !== undefined : custodian !== own,
    isSigned: one.content.some(({ attachment }) => attachment.contentType === 'application/xml'),
  };
}

/** a paper of a visit that is shown stands with that visit */
const isOwnEvent = ({ status, context }: DocumentReference, { encounter }: ChartRecord): boolean =>
  status === 'current' &&
  !context?.encounter?.some(({ reference }) => encounter.some(({ id }) => reference === `Encounter/${id}`));

const allergyEvent = (one: AllergyIntolerance): ChartEvent => ({
  ...plain,
  key: `AllergyIntolerance/${one.id}`,
  kind: 'allergy',
  at: one.onsetDateTime ?? one.recordedDate ?? '',
  title: [one.code?.text, one.reaction?.[0]?.manifestation[0]?.text].filter(Boolean).join(': '),
  place: '',
});

/**
 * The record as a list of events, newest first: visits, vaccinations, documents, the onset of allergies. What was written by
 * mistake or has no date is left out; what another facility wrote says so.
 *
 * @param own  our facility, `Organization/…`
 * @source none: what a timeline shows; FHIR R4 statuses (verified)
 */
export function chartEvents(record: ChartRecord, words: EventWords, own: string): ChartEvent[] {
  const events = [
    ...record.encounter.filter(isWritten).map((one) => visitEvent(one, record, words, own)),
    ...record.immunization
      .filter(({ status }) => status === 'completed')
      .map(
        (one): ChartEvent => ({
          ...plain,
          key: `Immunization/${one.id}`,
          kind: 'immunization',
          at: one.occurrenceDateTime ?? '',
          title: [one.vaccineCode.text ?? one.vaccineCode.coding?.[0]?.display, one.note?.[0]?.text]
            .filter(Boolean)
            .join(', '),
          place: one.location?.display ?? '',
        }),
      ),
    ...record.document.filter((one) => isOwnEvent(one, record)).map((one) => documentEvent(one, record, own)),
    ...record.allergy.filter((one) => isStanding(one) && !isNoKnownAllergy(one)).map(allergyEvent),
  ];
  return events
    .filter(({ at }) => at !== '')
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || a.key.localeCompare(b.key));
}
