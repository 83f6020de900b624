import type { FhirResource } from 'fhir/r4';
import { isFilled } from './build-response.ts';
import type { FormView } from './evaluate-form.ts';
import type { ExtractHead } from './extract.ts';
import type { Answer } from './form.ts';
import { allOf, sdc, valueIn } from './sdc.ts';
import type { Place } from './skeleton.ts';

type Bag = Record<string, unknown>;

/** elements that repeat, among the fields that forms fill */
const repeating = new Set([
  'name',
  'given',
  'telecom',
  'address',
  'line',
  'identifier',
  'category',
  'note',
  'coding',
  'reaction',
  'manifestation',
  'bodySite',
  'contact',
  'condition',
  'reasonCode',
]);
const concepts = new Set([
  'code',
  'category',
  'manifestation',
  'substance',
  'severity',
  'bodySite',
  'vaccineCode',
  'relationship',
  'reasonCode',
  'clinicalStatus',
  'verificationStatus',
  'medicationCodeableConcept',
  'maritalStatus',
  'valueCodeableConcept',
]);
const annotated = new Set(['note']);

/** Names of properties of every object: nothing of a form is written there. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

function fit(name: string, answer: Answer): unknown {
  const { valueCoding, valueString } = answer;
  const value = valueIn(answer);
  if (concepts.has(name)) {
    if (valueCoding) return { coding: [valueCoding], ...(valueCoding.display ? { text: valueCoding.display } : {}) };
    if (valueString !== undefined) return { text: valueString };
  }
  if (annotated.has(name)) return { text: String(value) };
  return valueCoding ? valueCoding.code : value;
}

function bagAt(into: Bag, name: string): Bag {
  const known = into[name];
  if (repeating.has(name)) {
    const list: unknown[] = Array.isArray(known) ? known : [];
    into[name] = list;
    const first = list[0];
    if (isBag(first)) return first;
    const made: Bag = {};
    list.unshift(made);
    return made;
  }
  if (isBag(known)) return known;
  const made: Bag = {};
  into[name] = made;
  return made;
}

function place(into: Bag, path: readonly string[], answers: readonly Answer[]): void {
  const [name, ...rest] = path;
  if (name === undefined || forbidden.has(name)) return;
  if (rest.length > 0) {
    place(bagAt(into, name), rest, answers);
    return;
  }
  const values = answers.map((answer) => fit(name, answer));
  const known = into[name];
  if (repeating.has(name)) into[name] = [...(Array.isArray(known) ? known : []), ...values];
  else into[name] = values[0];
}

/** `…/Condition#Condition.onsetDateTime` → Condition, onsetDateTime */
function targetOf(definition: string | undefined): readonly [string, readonly string[]] | undefined {
  const [type, ...path] = definition?.split('#')[1]?.replaceAll('[x]', '').split('.') ?? [];
  return type === undefined || path.length === 0 || path.length > 6 ? undefined : [type, path];
}

const linked: Readonly<Record<string, string>> = {
  Patient: '',
  RelatedPerson: 'patient',
  AllergyIntolerance: 'patient',
  Immunization: 'patient',
};

function begun(type: string, { subject, encounter, authored }: ExtractHead): Bag {
  const link = linked[type] ?? 'subject';
  return {
    resourceType: type,
    ...(subject && link !== '' ? { [link]: subject } : {}),
    ...(encounter && type === 'Condition' ? { encounter } : {}),
    ...(authored && (type === 'Condition' || type === 'AllergyIntolerance') ? { recordedDate: authored } : {}),
  };
}

/** type named by the extraction context of an element */
function contextOf(element: Parameters<typeof allOf>[0]): string | undefined {
  const found = allOf(element, sdc.itemExtractionContext)[0];
  return found?.valueCode ?? found?.valueExpression?.expression;
}

/** Writes what stands in these places into the resource around them; groups with a context of their own begin a new one. */
function gather(view: FormView, places: readonly Place[], head: ExtractHead, into: Bag | undefined, out: Bag[]): void {
  for (const one of places) {
    if (!view.isEnabled(one)) continue;
    const type = contextOf(one.item.source);
    const target = targetOf(one.item.source.definition);
    const answers = one.answers.filter(isFilled);
    if (into && target && answers.length > 0 && target[0] === into.resourceType) place(into, target[1], answers);
    for (const row of one.rows) {
      const below = type === undefined ? into : begun(type, head);
      const before = JSON.stringify(below);
      gather(view, row, head, below, out);
      if (type !== undefined && below && JSON.stringify(below) !== before) out.push(below);
    }
  }
}

/**
 * Questions whose `definition` names an element are written into the resource that their group, or the form, stands for.
 * Common elements only; the profile decides at the server whether the result is whole.
 *
 * @source HL7 Structured Data Capture 3.0.0, definition-based extraction (from memory)
 */
export function extractDefinitions(view: FormView, head: ExtractHead): FhirResource[] {
  const out: Bag[] = [];
  const type = contextOf(view.form.questionnaire);
  const root = type === undefined ? undefined : begun(type, head);
  const before = JSON.stringify(root);
  gather(view, view.places, head, root, out);
  if (root && JSON.stringify(root) !== before) out.unshift(root);
  // built from the names that the form's definitions gave; the server validates each before it is written
  return out.map((one) => one as object as FhirResource);
}
