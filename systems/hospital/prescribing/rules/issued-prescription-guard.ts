import { identifierSystems } from '@lienmach/core';
import type { Guard } from '@lienmach/system-kit';
import type { FhirResource, MedicationRequest } from 'fhir/r4';
import { errors } from '../errors.ts';

const isIssued = (resource: FhirResource): resource is MedicationRequest =>
  resource.resourceType === 'MedicationRequest' &&
  resource.groupIdentifier?.system === identifierSystems.nationalPrescription;

/** What was prescribed: everything but life-cycle status and metadata. */
function content({ meta: _meta, status: _status, statusReason: _reason, ...rest }: MedicationRequest): string {
  return canonical(rest);
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) && !('rawJSON' in one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/**
 * A prescription that has its national code keeps its content; only its status moves. A correction is a new prescription.
 *
 * @source QĐ 425/QĐ-BYT (05/02/2025), art. 9 (3)(c): sent content never changes (secondary)
 */
export const issuedPrescriptionGuard: Guard = {
  on: ['MedicationRequest'],
  check(previous, next) {
    if (!isIssued(previous)) return;
    const isSame = next !== undefined && isIssued(next) && content(previous) === content(next);
    if (!isSame) throw errors.issuedPrescription({ at: 'MedicationRequest' });
  },
};
