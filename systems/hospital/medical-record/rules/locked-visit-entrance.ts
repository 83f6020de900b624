import type { EntranceRule } from '@lienmach/system-kit';
import type { FhirResource, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isLocked } from './locked-record-guard.ts';

/** Facts of a visit. Documents are not among them: a signed visit is completed by a later document, never by a later fact. */
const facts = [
  'Condition',
  'Observation',
  'DiagnosticReport',
  'ServiceRequest',
  'MedicationRequest',
  'MedicationAdministration',
  'ClinicalImpression',
  'Procedure',
  'QuestionnaireResponse',
] as const;

const visitOf = (resource: FhirResource): string | undefined => {
  const { encounter } = resource as { readonly encounter?: Reference };
  return encounter?.reference;
};

/**
 * Nobody slips a fact into a visit that was signed. Verbs of the house decide for themselves: a result that was on its way
 * still arrives.
 *
 * @source Luật KCB 15/2023/QH15, art. 6 (10) no falsification, art. 69 (3)-(4) states of a record (secondary); refusing new
 *   facts after the signature is how we keep both (own reading)
 */
export const lockedVisitEntrance: EntranceRule = {
  on: facts,
  asks: (resource) => {
    const visit = visitOf(resource);
    return visit?.startsWith('Encounter/') ? [visit] : [];
  },
  admit(resource, found) {
    const visit = found.get(visitOf(resource) ?? '');
    if (visit !== undefined && isLocked(visit))
      throw errors.visitLocked({ at: `${resource.resourceType}.encounter`, encounter: `Encounter/${visit.id}` });
  },
};
