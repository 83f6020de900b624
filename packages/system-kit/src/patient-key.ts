import type { FhirResource, Reference } from 'fhir/r4';

/** Ordering key of a resource: its patient, else itself. Reactions of one patient run one after the other. */
export function patientKey(resource: FhirResource): string {
  const { subject, patient, beneficiary } = resource as {
    subject?: Reference;
    patient?: Reference;
    beneficiary?: Reference;
  };
  return (subject ?? patient ?? beneficiary)?.reference ?? `${resource.resourceType}/${resource.id}`;
}
