import type {
  AllergyIntolerance,
  ClinicalImpression,
  Composition,
  Condition,
  DiagnosticReport,
  Encounter,
  MedicationRequest,
  Observation,
  Patient,
  Practitioner,
} from 'fhir/r4';

/** Who wrote or signed, and when. */
export interface Signer {
  readonly person: Practitioner | undefined;
  readonly display: string;
  readonly at: string;
}

/** Everything that a document of a visit may speak of. */
export interface VisitRecord {
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly conditions: readonly Condition[];
  readonly observations: readonly Observation[];
  /** released ones */
  readonly reports: readonly DiagnosticReport[];
  readonly notes: readonly ClinicalImpression[];
  readonly prescriptions: readonly MedicationRequest[];
  readonly allergies: readonly AllergyIntolerance[];
  /** the referral that counts */
  readonly referral: Composition | undefined;
}
