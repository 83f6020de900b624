import type {
  AllergyIntolerance,
  Condition,
  DocumentReference,
  Encounter,
  Immunization,
  MedicationRequest,
  Observation,
} from 'fhir/r4';

/** The lists of a chart as `$chart` brings them, newest first. */
export interface ChartRecord {
  readonly encounter: readonly Encounter[];
  readonly condition: readonly Condition[];
  readonly medication: readonly MedicationRequest[];
  readonly allergy: readonly AllergyIntolerance[];
  readonly immunization: readonly Immunization[];
  readonly document: readonly DocumentReference[];
  readonly pressure: readonly Observation[];
  readonly trend: readonly Observation[];
  readonly result: readonly Observation[];
  /** names of facilities by reference */
  readonly place: ReadonlyMap<string, string>;
}
