import { codeSystems } from '@lienmach/core';
import type { AllergyIntolerance, CodeableConcept, Reference } from 'fhir/r4';

const NONE = 'no-known-allergy';

/** the same code as the banner of every screen reads, and SNOMED CT's as partners send it */
export const isNoKnownAllergy = ({ code }: AllergyIntolerance): boolean =>
  code?.coding?.some((coding) => coding.code === NONE || coding.code === '716186003') ?? false;

const codeOf = (concept: CodeableConcept | undefined): string | undefined => concept?.coding?.[0]?.code;

/** neither withdrawn nor over */
export const isStanding = ({ clinicalStatus, verificationStatus }: AllergyIntolerance): boolean =>
  !['inactive', 'resolved'].includes(codeOf(clinicalStatus) ?? '') &&
  !['refuted', 'entered-in-error'].includes(codeOf(verificationStatus) ?? '');

const status = (list: string, code: string): CodeableConcept => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${list}`, code }],
});

/**
 * That somebody asked and there is none: another thing than an empty list, which says that nobody asked.
 *
 * @source FHIR R4 AllergyIntolerance, "no known allergies" as a positive statement (verified); the code is ours
 */
export const noKnownAllergyRecord = (patient: string, recorder: Reference, at: string): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  clinicalStatus: status('allergyintolerance-clinical', 'active'),
  verificationStatus: status('allergyintolerance-verification', 'confirmed'),
  code: {
    coding: [{ system: codeSystems.allergyState, code: NONE, display: 'Không có dị ứng đã biết' }],
    text: 'Không có dị ứng đã biết',
  },
  patient: { reference: patient },
  recordedDate: at,
  recorder,
});
