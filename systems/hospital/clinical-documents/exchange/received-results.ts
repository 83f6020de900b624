import type { CdaAmount, CdaBattery, CdaDocument, CdaObservation } from '@lienmach/cda';
import { resultsOf } from '@lienmach/cda';
import type {
  OutsideAmount,
  OutsideReport,
  OutsideResult,
  OutsideValue,
  PatientMarks,
} from '@lienmach/outside-results';
import type { Attachment, Reference } from 'fhir/r4';
import { codeableConcept, keyOf, loincOf, zoned } from './document-roots.ts';

/** Whose document it is, and what the channel says about them. */
export interface DocumentSource {
  readonly facility: OutsideReport['facility'];
  readonly patient: PatientMarks;
  readonly document: Reference;
  readonly attachment: Attachment;
}

/** as people in Viet Nam write these units */
const usualUnits: Readonly<Record<string, string>> = { '10*9/L': 'G/L', '10*12/L': 'T/L' };

const amountOf = ({ digits, comparator, unit, isUcum }: CdaAmount): OutsideAmount => ({
  digits,
  comparator,
  unit: unit === undefined ? undefined : (usualUnits[unit] ?? unit),
  ucum: isUcum ? unit : undefined,
});

function valueOfResult({ value }: CdaObservation): OutsideValue {
  if (value === undefined) return { absent: 'Không có giá trị' };
  if ('text' in value) return { text: value.text };
  if ('amount' in value) return { amount: amountOf(value.amount) };
  const { coding, text } = codeableConcept(value.concept);
  return { text: text ?? '', coding: coding?.[0] };
}

/** `completed` is final; what is still running or was called off is no result. */
const statusOf = (one: CdaObservation, battery: CdaBattery): OutsideResult['status'] | undefined => {
  const status = one.status ?? battery.status ?? 'completed';
  if (status === 'completed') return 'final';
  return status === 'aborted' || status === 'cancelled' ? 'cancelled' : undefined;
};

function resultOf(one: CdaObservation, battery: CdaBattery): OutsideResult[] {
  const status = statusOf(one, battery);
  const loinc = loincOf(one.concept);
  const name = one.concept.text === '' ? loinc : one.concept.text;
  if (status === undefined || name === undefined || one.isNegated) return [];
  return [
    {
      loinc,
      name,
      status,
      value: status === 'cancelled' ? { absent: 'Không đo được' } : valueOfResult(one),
      sampled: zoned(one.start ?? battery.start),
      flag: one.flag,
      interval:
        one.range === undefined
          ? undefined
          : {
              low: one.range.low && amountOf(one.range.low),
              high: one.range.high && amountOf(one.range.high),
              text: one.range.text,
            },
    },
  ];
}

/** `battery` of a document without a number of its own: the set of its versions and its place, the same in each version */
const numberOf = (document: CdaDocument, battery: CdaBattery, index: number): string => {
  const [id] = battery.ids;
  return id === undefined ? `${keyOf(document.setId ?? document.id)}#${index}` : (id.extension ?? id.root);
};

/**
 * The laboratory reports of a document, one for each battery: what a message of the same laboratory would tell, in the same
 * words. A result without any time cannot be told from another one: it stays in the document.
 */
export function outsideReports(document: CdaDocument, source: DocumentSource): OutsideReport[] {
  const issued = zoned(document.time);
  return resultsOf(document).flatMap((battery, index): OutsideReport[] => {
    const results = battery.observations
      .flatMap((one) => resultOf(one, battery))
      .filter(({ sampled }) => (sampled ?? issued) !== undefined);
    const sampled = zoned(battery.start) ?? results[0]?.sampled;
    const told = issued ?? sampled;
    if (results.length === 0 || told === undefined) return [];
    return [
      {
        facility: source.facility,
        number: numberOf(document, battery, index),
        patient: source.patient,
        title: battery.concept.text === '' ? undefined : battery.concept.text,
        issued: told,
        sampled,
        results,
        document: source.document,
        presented: source.attachment,
      },
    ];
  });
}
