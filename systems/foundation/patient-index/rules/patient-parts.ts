import type { FhirResource, Patient } from 'fhir/r4';

/** What a person at the merge desk counts, in this order. */
export const partTypes = [
  'Encounter',
  'Appointment',
  'Condition',
  'AllergyIntolerance',
  'Observation',
  'ServiceRequest',
  'DiagnosticReport',
  'MedicationRequest',
  'Procedure',
  'Immunization',
  'Composition',
  'DocumentReference',
  'Coverage',
  'ChargeItem',
  'Invoice',
  'Claim',
] as const;

/** Does this resource itself name the patient, and not only the one it was merged with? */
export const namesPatient = (resource: FhirResource, id: string): boolean =>
  JSON.stringify(resource).includes(`"Patient/${id}"`);

/**
 * The resource with every reference to one patient turned to another.
 *
 * @source none: own choice, decision 0032
 */
export const turnedTo = <R extends FhirResource>(resource: R, from: Patient, to: Patient): R =>
  JSON.parse(
    JSON.stringify(resource).replaceAll(`"reference":"Patient/${from.id}"`, `"reference":"Patient/${to.id}"`),
  ) as R;
