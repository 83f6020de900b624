import { randomUUID } from 'node:crypto';
import type { BundleEntry, Coding, Extension, FhirResource, Identifier, Reference } from 'fhir/r4';
import type { NeutralVisit } from './neutral-visit.ts';

export type Given<T> = T | null | undefined;
export const when = <T, R>(value: Given<T>, make: (value: T) => R): R[] =>
  value === undefined || value === null ? [] : [make(value)];

export const at = (local: string): string => `${local}:00+07:00`;
export const organization = (system: string, value: string): Reference => ({
  type: 'Organization',
  identifier: { system, value },
});
export const concept = (system: string, code: string) => ({ coding: [{ system, code }] });
export const coding = (system: string, code: string): Coding => ({ system, code });
export const money = (amount: string) => ({ value: Number(amount), currency: 'VND' as const });
export const code = (url: string, value: Given<string | number>): Extension[] =>
  when(value, (one) => ({ url, valueCode: String(one) }));
export const text = (url: string, value: Given<string>): Extension[] =>
  when(value, (one) => ({ url, valueString: one }));

const isNothing = (part: unknown): boolean => part === undefined || (Array.isArray(part) && part.length === 0);

/** A copy as JSON would make it, but FHIR has no empty arrays. */
function withoutEmptyArrays<T>(value: T): T {
  const copy = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).flatMap(([name, one]) => (isNothing(one) ? [] : [[name, copy(one)]])),
    );
  };
  return copy(value) as T; // the same shape, without what is empty
}

/** Collects the entries of one transaction and gives each a `urn:uuid`. */
export class Entries {
  readonly list: BundleEntry<FhirResource>[] = [];

  add(resource: FhirResource, only?: Identifier): Reference {
    const fullUrl = `urn:uuid:${randomUUID()}`;
    const ifNoneExist =
      only === undefined ? {} : { ifNoneExist: `identifier=${encodeURIComponent(`${only.system}|${only.value}`)}` };
    const whole = withoutEmptyArrays(resource);
    this.list.push({
      fullUrl,
      resource: whole,
      request: { method: 'POST', url: resource.resourceType, ...ifNoneExist },
    });
    return { reference: fullUrl };
  }
}

export interface World {
  readonly entries: Entries;
  readonly visit: NeutralVisit;
  readonly people: ReadonlyMap<string, Reference>;
  readonly patient: Reference;
  readonly encounter: Reference;
  readonly account: Reference;
  /** also what the claim does not read: dispenses, administrations, procedures, prices of the cashier */
  readonly isWhole: boolean;
}

export const person = ({ people }: World, id: string): Reference => {
  const found = people.get(id);
  if (found === undefined) throw new TypeError(`nobody is called ${id}`);
  return found;
};
