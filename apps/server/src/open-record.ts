import { toVnDay } from '@lienmach/core';
import { publishedTerminology } from '@lienmach/fhir-definitions';
import {
  type BulkStore,
  type FhirStore,
  openStore,
  type ResourceType,
  type Sql,
  type StoreHooks,
} from '@lienmach/fhir-store';
import { entranceOf, guardOf, type System } from '@lienmach/system-kit';
import {
  openTerminology,
  openTerminologyEngine,
  recordDefinitions,
  type TerminologyEngine,
} from '@lienmach/terminology';
import { openProfileValidator, openValidator, type ProfileValidator } from '@lienmach/validation';
import type { FhirResource } from 'fhir/r4';
import { codeBook } from './code-book.ts';
import { openDefinitions, roomCatalog, shippedTerminology } from './definitions.ts';

const definitionTypes: readonly ResourceType[] = ['CodeSystem', 'ValueSet', 'ConceptMap'];

export interface OpenRecord {
  readonly store: FhirStore & BulkStore;
  readonly validate: (resource: FhirResource) => void;
  readonly profiles: ProfileValidator;
  readonly guard: ReturnType<typeof guardOf>;
  readonly codes: TerminologyEngine;
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
  more: Pick<StoreHooks, 'base' | 'written' | 'heard'> = {},
): OpenRecord {
  const validator = openValidator();
  const validate = (resource: FhirResource): void => validator.assert(resource);
  const guard = guardOf(systems);
  const keepsItsWord: ProfileValidator['keepsItsWord'] = (resource) => profiles.keepsItsWord(resource);
  const written = (types: ReadonlySet<ResourceType>): void => {
    more.written?.(types);
    if (definitionTypes.some((type) => types.has(type))) definitions.changed();
    if (types.has('StructureDefinition')) structures.changed();
  };
  const terminology = openTerminology(sql);
  const hooks = { guard, entrance: entranceOf(systems), now, validate, keepsItsWord, ...more, written };
  const book = codeBook({ store: () => store, codes: () => codes, today: () => toVnDay(now()) });
  const store = openStore(sql, { ...hooks, codes: book });
  const definitions = recordDefinitions({
    store: () => store,
    shipped: [(url) => roomCatalog(systems, url), shippedTerminology, publishedTerminology],
    believe: 1000,
  });
  const codes = openTerminologyEngine(definitions, terminology);
  const structures = openDefinitions(store, systems);
  const profiles = openProfileValidator({
    base: validator,
    profiles: structures,
    codes: { admits: (valueSet, coding) => codes.admits(valueSet, coding, toVnDay(now())) },
  });
  return { store, validate, profiles, guard, codes };
}
