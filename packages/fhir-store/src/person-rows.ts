import { findParameterNumber } from './parameter-numbers.ts';
import type { ResourceType } from './store-contract.ts';

/** Types that are people with a HumanName: lists of them are kept by given name. */
const people: ReadonlySet<ResourceType> = new Set(['Patient', 'Practitioner', 'RelatedPerson', 'Person']);

/** Number of the rows that hold a person's place in a list by given name; undefined for what is no person. */
export const orderRowsOf = (type: ResourceType): number | undefined =>
  people.has(type) ? findParameterNumber('person-order') : undefined;

/** Number of the rows that hold whom a patient was merged with. */
export const mergedRowsOf = (type: ResourceType): number | undefined =>
  type === 'Patient' ? findParameterNumber('person-merged') : undefined;

/** Number of the rows that hold the keys under which a patient is found again. */
export const keyRowsOf = (type: ResourceType): number | undefined =>
  type === 'Patient' ? findParameterNumber('person-key') : undefined;
