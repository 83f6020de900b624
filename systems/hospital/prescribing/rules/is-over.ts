import type { AllergyIntolerance } from 'fhir/r4';

/**
 * Is this allergy one that no longer counts: resolved, refuted, or written by mistake?
 *
 * @source FHIR R4 AllergyIntolerance, clinical and verification status (verified)
 */
export const isOver = ({ clinicalStatus, verificationStatus }: AllergyIntolerance): boolean =>
  ['inactive', 'resolved'].includes(clinicalStatus?.coding?.[0]?.code ?? 'active') ||
  ['refuted', 'entered-in-error'].includes(verificationStatus?.coding?.[0]?.code ?? 'confirmed');
