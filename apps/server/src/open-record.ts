import { type BulkStore, type FhirStore, openStore, type Sql, type StoreHooks } from '@lienmach/fhir-store';
import { entranceOf, guardOf, type System } from '@lienmach/system-kit';
import { openTerminology } from '@lienmach/terminology';
import { openProfileValidator, openValidator, type ProfileValidator } from '@lienmach/validation';
import type { FhirResource } from 'fhir/r4';
import { codeBook } from './code-book.ts';
import { openDefinitions } from './definitions.ts';

export interface OpenRecord {
  readonly store: FhirStore & BulkStore;
  readonly validate: (resource: FhirResource) => void;
  readonly profiles: ProfileValidator;
  readonly guard: ReturnType<typeof guardOf>;
}

/**
 * The record with what the house insists on: R4, the profiles a resource claims, locked documents, closed visits.
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
  const guard = guardOf(systems);
  const keepsItsWord: ProfileValidator['keepsItsWord'] = (resource) => profiles.keepsItsWord(resource);
  const codes = codeBook({ store: () => store, terminology: openTerminology(sql), now });
  const entrance = entranceOf(systems);
  const store = openStore(sql, { guard, entrance, now, validate, keepsItsWord, codes, ...more });
  const profiles = openProfileValidator({
    base: validator,
    profiles: openDefinitions(store, systems),
    codes: { admits: async () => undefined },
  });
  return { store, validate, profiles, guard };
}
