import type { Condition, Coverage, Encounter, FhirResource, Identifier, Patient } from 'fhir/r4';
import { codeSystems, identifierSystems } from '../canonical.ts';

type IdentifierOf = { readonly identifier?: readonly Identifier[] | undefined };

/** The value a resource carries under this identifier system now; numbers that were given up (`old`) do not speak for it. */
export const identifierValue = (resource: IdentifierOf | undefined, system: string): string | undefined =>
  resource?.identifier?.find(
    (identifier) => identifier.system === system && identifier.value !== undefined && identifier.use !== 'old',
  )?.value;

/** A patient of this record: has a patient number (mã bệnh nhân) and a name. */
export const isVnPatient = (resource: FhirResource): resource is Patient =>
  resource.resourceType === 'Patient' &&
  identifierValue(resource, identifierSystems.patientNumber) !== undefined &&
  resource.name?.[0]?.text !== undefined;

/** A health-insurance card: carries a BHYT number. */
export const isInsuranceCoverage = (resource: FhirResource): resource is Coverage =>
  resource.resourceType === 'Coverage' && identifierValue(resource, identifierSystems.insuranceCard) !== undefined;

/** A visit of the national kind: has a claim id (MA_LK) and a type of the national list. */
export const isVnEncounter = (resource: FhirResource): resource is Encounter =>
  resource.resourceType === 'Encounter' &&
  identifierValue(resource, identifierSystems.claimId) !== undefined &&
  (resource.type ?? []).some((type) => type.coding?.some((coding) => coding.system === codeSystems.encounterType));

/** A diagnosis with a code of the national ICD-10. */
export const isCodedDiagnosis = (resource: FhirResource): resource is Condition =>
  resource.resourceType === 'Condition' &&
  (resource.code?.coding ?? []).some((coding) => coding.system === codeSystems.icd10 && coding.code !== undefined);
