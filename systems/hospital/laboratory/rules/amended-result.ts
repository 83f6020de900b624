import { extensions } from '@lienmach/core';
import type { DiagnosticReport, Extension, Observation, Reference } from 'fhir/r4';
import { valueText } from './typed-value.ts';

/** What stood there before a released result was changed. */
export interface Amendment {
  /** the value as it was read: `5.4`, `Âm tính` */
  readonly was: string;
  readonly unit: string;
  /** when the old value was released */
  readonly issued: string | undefined;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
}

/** What a result says, as people read it. @source none: how a value is written */
export const resultText = ({ valueQuantity, valueCodeableConcept, dataAbsentReason }: Observation): string =>
  valueQuantity === undefined ? (valueCodeableConcept?.text ?? dataAbsentReason?.text ?? '') : valueText(valueQuantity);

const part = (url: string, value: string | undefined): Extension[] =>
  value === undefined || value === '' ? [] : [{ url, valueString: value }];

/**
 * A released result with its new value, which no machine told: the old one stays readable in it, beside the reason, however often it is changed.
 *
 * @param next  value, flag and range as a new result has them
 * @source QĐ 2429/QĐ-BYT (12/06/2017), an amended report keeps the first result and says that it was amended (secondary); HL7 FHIR R4, Observation.status corrected (verified)
 */
export function amended(
  result: Observation,
  next: Partial<Observation>,
  change: { readonly reason: string; readonly at: string; readonly by: Reference },
): Observation {
  const {
    valueQuantity: _quantity,
    valueCodeableConcept: _word,
    interpretation: _flag,
    dataAbsentReason: _absent,
    device: _device,
    ...rest
  } = result;
  const extension: Extension = {
    url: extensions.labAmendment,
    extension: [
      ...part('was', resultText(result)),
      ...part('unit', result.valueQuantity?.unit),
      ...(result.issued === undefined ? [] : [{ url: 'issued', valueInstant: result.issued }]),
      ...part('reason', change.reason),
      { url: 'at', valueInstant: change.at },
      { url: 'by', valueReference: change.by },
    ],
  };
  return {
    ...rest,
    ...next,
    status: 'corrected',
    issued: change.at,
    performer: [change.by],
    extension: [...(result.extension ?? []), extension],
  };
}

/** The former values of a result, the oldest first. @source none: shape of our own extension */
export function amendmentsOf({ extension = [] }: Pick<Observation, 'extension'>): Amendment[] {
  return extension
    .filter(({ url }) => url === extensions.labAmendment)
    .map(({ extension: parts = [] }) => {
      const of = (url: string) => parts.find((one) => one.url === url);
      return {
        was: of('was')?.valueString ?? '',
        unit: of('unit')?.valueString ?? '',
        issued: of('issued')?.valueInstant,
        reason: of('reason')?.valueString ?? '',
        at: of('at')?.valueInstant ?? '',
        by: of('by')?.valueReference?.display ?? '',
      };
    });
}

/** Reports that were released, amended ones too. @source HL7 FHIR R4, DiagnosticReport.status (verified) */
export const isReleased = ({ status }: DiagnosticReport): boolean => ['final', 'amended', 'corrected'].includes(status);
