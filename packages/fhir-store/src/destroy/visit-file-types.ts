import type { ResourceType } from '../store-contract.ts';

/**
 * What may be part of the file of a visit and end with it. Anything else that points into a file keeps it: people, houses,
 * accounts, and what is known about a person for life (allergies, immunizations, family history, episodes of care).
 */
const types: readonly ResourceType[] = [
  'AdverseEvent',
  'Basic',
  'Binary',
  'CarePlan',
  'CareTeam',
  'ChargeItem',
  'Claim',
  'ClaimResponse',
  'ClinicalImpression',
  'Communication',
  'CommunicationRequest',
  'Composition',
  'Condition',
  'CoverageEligibilityRequest',
  'CoverageEligibilityResponse',
  'DetectedIssue',
  'DeviceRequest',
  'DeviceUseStatement',
  'DiagnosticReport',
  'DocumentManifest',
  'DocumentReference',
  'ExplanationOfBenefit',
  'Flag',
  'Goal',
  'GuidanceResponse',
  'ImagingStudy',
  'Invoice',
  'Media',
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'NutritionOrder',
  'Observation',
  'PaymentNotice',
  'PaymentReconciliation',
  'Procedure',
  'Provenance',
  'QuestionnaireResponse',
  'RequestGroup',
  'RiskAssessment',
  'ServiceRequest',
  'Specimen',
  'SupplyDelivery',
  'SupplyRequest',
  'Task',
  'VisionPrescription',
];

export const visitFileTypes: ReadonlySet<string> = new Set(types);

const living: Readonly<Record<string, RegExp>> = {
  CarePlan: /"status":"active"/,
  Condition: /"code":"problem-list-item"/,
  Flag: /"status":"active"/,
};

/** Still of use to whoever treats the person: a problem list, a warning that stands, a plan that runs. */
export const isLiving = (type: string, body: string): boolean => living[type]?.test(body) ?? false;
