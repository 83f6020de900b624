import { codeSystems, identifierSystems } from '@lienmach/core';
import { extractView, type FormView, toResponse } from '@lienmach/forms';
import type { BundleEntry, Encounter, Observation, QuestionnaireResponse, Reference } from 'fhir/r4';
import { urnUuid, writeEntry } from './bundle-entries.ts';

/** A form as it was filled in for a visit, and what of it stands in the record already. */
export interface FilledForm {
  readonly view: FormView;
  readonly status: QuestionnaireResponse['status'];
  /** the response that this one replaces; its version is the one its author saw */
  readonly known?: QuestionnaireResponse;
  /** the one examination form of the visit */
  readonly isExamination: boolean;
  /** Observations made from it before */
  readonly observations: readonly Observation[];
  readonly encounter: Encounter;
  readonly author: Reference;
  /** FHIR dateTime */
  readonly now: string;
}

/** An observation's code within one form; a question answered twice gives two, in order. */
const keyOf = ({ code }: Observation): string =>
  JSON.stringify(code.coding?.map(({ system, code: one }) => [system, one]) ?? []);

/** Same question, same Observation: changed values amend it, a value that is gone leaves it as an error, nothing is deleted. */
function observationEntries(made: readonly Observation[], known: readonly Observation[]): BundleEntry[] {
  const left = [...known];
  const written = made.map((next, index) => {
    const at = left.findIndex((one) => keyOf(one) === keyOf(next));
    const [same] = at < 0 ? [] : left.splice(at, 1);
    if (same === undefined) return writeEntry(next, urnUuid(70 + index));
    return writeEntry({ ...next, id: same.id, ...(same.meta ? { meta: same.meta } : {}), status: 'amended' });
  });
  const gone = left
    .filter(({ status }) => status !== 'entered-in-error')
    .map((one) => writeEntry({ ...one, status: 'entered-in-error' }));
  return [...written, ...gone];
}

/**
 * The response with shown answers only, and the Observations it says, in one transaction with whatever else is written.
 *
 * @source HL7 Structured Data Capture 3.0.0, observation-based extraction (from memory); places are our own choice
 */
export function filledFormEntries(filled: FilledForm): BundleEntry[] {
  const { view, known, encounter, author, now, status, isExamination } = filled;
  const reference = known?.id === undefined ? urnUuid(60) : `QuestionnaireResponse/${known.id}`;
  const head = {
    encounter: { reference: `Encounter/${encounter.id}` },
    author,
    authored: now,
    ...(encounter.subject ? { subject: encounter.subject } : {}),
  };
  const response: QuestionnaireResponse = {
    ...toResponse(view, { status, ...head }),
    ...(known?.id === undefined ? {} : { id: known.id }),
    ...(known?.meta === undefined ? {} : { meta: known.meta }),
    ...(isExamination ? { identifier: { system: identifierSystems.examinationForm, value: encounter.id ?? '' } } : {}),
  };
  const said = extractView(view, { ...head, response: { reference } });
  const observations = said.filter((one): one is Observation => one.resourceType === 'Observation');
  return [writeEntry(response, reference), ...observationEntries(observations.map(asExam), filled.observations)];
}

const EXAM = { coding: [{ system: codeSystems.observationCategory, code: 'exam' }] };
const asExam = (one: Observation): Observation => ({ ...one, category: [EXAM] });
