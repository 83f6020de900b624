import type { CodeableConcept, Coding, Observation, Quantity } from 'fhir/r4';
import { unitOf } from './answers-from.ts';
import { isFilled } from './build-response.ts';
import type { FormView } from './evaluate-form.ts';
import type { ExtractHead } from './extract.ts';
import type { Answer, FormItem } from './form.ts';
import { extensionOf, sdc } from './sdc.ts';
import type { Place } from './skeleton.ts';

/** A plain number gets the unit of its question. */
function amountOf(item: FormItem, { valueDecimal, valueInteger }: Answer): Quantity | undefined {
  const unit = item.units[0];
  const value = valueDecimal ?? (unit === undefined ? undefined : valueInteger);
  return value === undefined ? undefined : { value, ...(unit === undefined ? {} : unitOf(unit)) };
}

const conceptOf = (coding: Coding): CodeableConcept => ({
  coding: [coding],
  ...(coding.display === undefined ? {} : { text: coding.display }),
});

/** The value of an Observation from an answer. Undefined: no Observation holds it. */
function valueFrom(item: FormItem, answer: Answer): Partial<Observation> | undefined {
  const valueQuantity = answer.valueQuantity ?? amountOf(item, answer);
  if (valueQuantity) return { valueQuantity };
  const { valueCoding, valueDateTime, valueDate } = answer;
  if (valueCoding) return { valueCodeableConcept: conceptOf(valueCoding) };
  const moment = valueDateTime ?? valueDate;
  if (moment !== undefined) return { valueDateTime: moment };
  const same = (['valueBoolean', 'valueInteger', 'valueTime', 'valueString'] as const).find(
    (key) => answer[key] !== undefined,
  );
  return same === undefined ? undefined : { [same]: answer[same] };
}

function observationsOf(place: Place, head: ExtractHead): Observation[] {
  const { item } = place;
  const { subject, encounter, author, authored, response } = head;
  return place.answers.filter(isFilled).flatMap((answer) => {
    const value = valueFrom(item, answer);
    if (value === undefined) return [];
    return [
      {
        resourceType: 'Observation' as const,
        status: 'final' as const,
        code: { coding: [...item.codes], text: item.name },
        ...(subject ? { subject } : {}),
        ...(encounter ? { encounter } : {}),
        ...(authored ? { effectiveDateTime: authored } : {}),
        ...(author ? { performer: [author] } : {}),
        ...(response ? { derivedFrom: [response] } : {}),
        ...value,
      },
    ];
  });
}

/** Is this item, by its own word or that of what it stands in, to become an Observation? */
const isExtracted = ({ item, parent }: Place, isAbove: boolean): boolean => {
  const said = extensionOf(item.source, sdc.observationExtract);
  return said === true || (said !== false && isAbove && parent !== undefined);
};

/**
 * Each coded question that asks for it becomes an Observation.
 *
 * @source HL7 Structured Data Capture 3.0.0, observation-based extraction (from memory)
 */
export function extractObservations(view: FormView, head: ExtractHead): Observation[] {
  const isRoot = extensionOf(view.form.questionnaire, sdc.observationExtract) === true;
  const walk = (places: readonly Place[], isAbove: boolean): Observation[] =>
    places.flatMap((place) => {
      if (!view.isEnabled(place)) return [];
      const isIt =
        isExtracted(place, isAbove) ||
        (isRoot && place.parent === undefined && extensionOf(place.item.source, sdc.observationExtract) !== false);
      const own = isIt && place.item.codes.length > 0 ? observationsOf(place, head) : [];
      return [...own, ...place.rows.flatMap((row) => walk(row, isIt))];
    });
  return walk(view.places, isRoot);
}
