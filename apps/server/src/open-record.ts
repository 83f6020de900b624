import { type BulkStore, type FhirStore, openStore, type Sql, type StoreHooks } from '@lienmach/fhir-store';
import { entranceOf, guardOf, type System } from '@lienmach/system-kit';
import { openValidator } from '@lienmach/validation';
import type { FhirResource } from 'fhir/r4';

export interface OpenRecord {
  readonly store: FhirStore & BulkStore;
  readonly validate: (resource: FhirResource) => void;
}

/**
 * The record with what the house insists on: R4, locked documents, closed visits.
 *
 * @param more  `base`: address of the FHIR door, once known; `written`: told of the types of every commit
 */
export function openRecord(
  sql: Sql,
  systems: readonly System[],
  now: () => Date,
  more: Pick<StoreHooks, 'base' | 'written'> = {},
): OpenRecord {
  const validator = openValidator();
  const validate = (resource: FhirResource): void => validator.assert(resource);
  const hooks = { guard: guardOf(systems), entrance: entranceOf(systems), now, validate, ...more };
  return { store: openStore(sql, hooks), validate };
}
