import { type BulkStore, type FhirStore, openStore, type Sql } from '@lienmach/fhir-store';
import { entranceOf, guardOf, type System } from '@lienmach/system-kit';
import { openValidator } from '@lienmach/validation';
import type { FhirResource } from 'fhir/r4';

export interface OpenRecord {
  readonly store: FhirStore & BulkStore;
  readonly validate: (resource: FhirResource) => void;
}

/** The record with what the house insists on: R4, locked documents, closed visits. */
export function openRecord(sql: Sql, systems: readonly System[], now: () => Date): OpenRecord {
  const validator = openValidator();
  const validate = (resource: FhirResource): void => validator.assert(resource);
  return { store: openStore(sql, { guard: guardOf(systems), entrance: entranceOf(systems), now, validate }), validate };
}
