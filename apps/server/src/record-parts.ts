import type { ResourceType } from '@lienmach/fhir-store';

/** what the house is made of: everybody who works here may look it up */
export const house: readonly ResourceType[] = [
  'Organization',
  'Location',
  'Practitioner',
  'PractitionerRole',
  'HealthcareService',
  'Device',
  'CodeSystem',
  'ValueSet',
  'ConceptMap',
  'Questionnaire',
  'StructureDefinition',
  'ChargeItemDefinition',
  'ObservationDefinition',
  'ActivityDefinition',
  'Schedule',
];
export const people: readonly ResourceType[] = ['Patient', 'RelatedPerson', 'Coverage'];
export const visit: readonly ResourceType[] = ['Encounter', 'EpisodeOfCare', 'Appointment', 'Task', 'Flag'];
export const clinical: readonly ResourceType[] = [
  'Condition',
  'Observation',
  'AllergyIntolerance',
  'Procedure',
  'ClinicalImpression',
  'FamilyMemberHistory',
  'Immunization',
  'QuestionnaireResponse',
  'ServiceRequest',
  'Specimen',
  'DiagnosticReport',
  'Medication',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'CarePlan',
  'DetectedIssue',
  'RiskAssessment',
];
export const papers: readonly ResourceType[] = ['Composition', 'DocumentReference', 'Binary', 'Provenance'];
export const money: readonly ResourceType[] = [
  'ChargeItem',
  'Invoice',
  'Account',
  'PaymentNotice',
  'PaymentReconciliation',
];
export const claims: readonly ResourceType[] = [
  'Claim',
  'ClaimResponse',
  'CoverageEligibilityRequest',
  'CoverageEligibilityResponse',
];
/** what a site is, without its log of access */
export const wholeRecord: readonly ResourceType[] = [
  ...new Set<ResourceType>([
    ...house,
    ...people,
    ...visit,
    ...clinical,
    ...papers,
    ...money,
    ...claims,
    'Group',
    'Basic',
    'BiologicallyDerivedProduct',
    'AdverseEvent',
  ]),
];
export const laboratory: readonly ResourceType[] = ['ServiceRequest', 'Specimen', 'Observation', 'DiagnosticReport'];
/** what a document of another facility becomes, beside results */
export const received: readonly ResourceType[] = [
  'DocumentReference',
  'Binary',
  'Condition',
  'AllergyIntolerance',
  'MedicationStatement',
  'Immunization',
];
