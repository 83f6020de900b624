import { codeSystems } from '@lienmach/core';
import type { Guard } from '@lienmach/system-kit';
import type { Coding, FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';

export const LOCKED: Coding = { system: codeSystems.recordState, code: 'locked', display: 'Đã ký và khóa' };

/** The clinical types of a visit that a signed summary locks. */
export const lockedTypes = [
  'Encounter',
  'Condition',
  'Observation',
  'DiagnosticReport',
  'ServiceRequest',
  'MedicationRequest',
  'ClinicalImpression',
  'Procedure',
  'QuestionnaireResponse',
  'Composition',
  'DocumentReference',
  'Binary',
] as const;

export const isLocked = (resource: FhirResource): boolean =>
  resource.meta?.tag?.some((tag) => tag.system === LOCKED.system && tag.code === LOCKED.code) ?? false;

export const withLock = <R extends FhirResource>(resource: R): R => ({
  ...resource,
  meta: { ...resource.meta, tag: [...(resource.meta?.tag ?? []), LOCKED] },
});

/** An order goes on living after the visit: the pharmacy completes a prescription, the laboratory an order. */
const livesOn = new Set(['MedicationRequest', 'ServiceRequest']);

function content(resource: FhirResource): string {
  const ignored = new Set(livesOn.has(resource.resourceType) ? ['meta', 'status', 'statusReason'] : ['meta']);
  const kept = Object.entries(resource).filter(([key]) => !ignored.has(key));
  return JSON.stringify(Object.fromEntries(kept), (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) && !('rawJSON' in one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/**
 * What was signed stays: a locked resource keeps its content and its lock; it is never deleted.
 *
 * @source Luật KCB 15/2023/QH15, art. 6 (10) no falsification, art. 69 (3)-(4) states of a record (secondary); no text in
 *   force says "lock": locking at signature is how we keep both (own reading)
 */
export const lockedRecordGuard: Guard = {
  on: lockedTypes,
  check(previous, next) {
    if (!isLocked(previous)) return;
    const isKept = next !== undefined && isLocked(next) && content(previous) === content(next);
    if (!isKept) throw errors.locked({ at: previous.resourceType, type: previous.resourceType });
  },
};
