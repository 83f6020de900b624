import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import { VN } from '../canonical.ts';

/** What is known of one element: the guide's pages show only part of each profile. */
export interface ElementFact {
  readonly path: string;
  readonly min?: number;
  readonly max?: string;
  readonly mustSupport?: boolean;
  readonly pattern?: ElementDefinition['patternCodeableConcept'];
  readonly valueSet?: { readonly name: string; readonly strength: 'required' | 'extensible' | 'preferred' };
  readonly extensionUrl?: string;
}

export interface ProfileFacts {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  /** default: the base resource itself */
  readonly base?: string;
  readonly elements: readonly ElementFact[];
}

const pathOf = (path: string): string => path.replace(/:[^.]+/g, '');

const element = (fact: ElementFact): ElementDefinition => ({
  id: fact.path,
  path: pathOf(fact.path),
  ...(fact.path.includes(':') ? { sliceName: fact.path.split(':').at(-1) ?? '' } : {}),
  ...(fact.min === undefined ? {} : { min: fact.min }),
  ...(fact.max === undefined ? {} : { max: fact.max }),
  ...(fact.extensionUrl === undefined ? {} : { type: [{ code: 'Extension', profile: [fact.extensionUrl] }] }),
  ...(fact.mustSupport === undefined ? {} : { mustSupport: fact.mustSupport }),
  ...(fact.pattern === undefined ? {} : { patternCodeableConcept: fact.pattern }),
  ...(fact.valueSet === undefined
    ? {}
    : { binding: { strength: fact.valueSet.strength, valueSet: `${VN}/ValueSet/${fact.valueSet.name}` } }),
});

/** A VN Core profile written by hand from published facts: a differential over R4 4.0.1. */
export const vnProfile = (facts: ProfileFacts): StructureDefinition => ({
  resourceType: 'StructureDefinition',
  id: facts.id,
  url: `${VN}/StructureDefinition/${facts.id}`,
  version: '0.6.0',
  name: facts.id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(''),
  title: facts.title,
  status: 'draft',
  experimental: true,
  fhirVersion: '4.0.1',
  kind: 'resource',
  abstract: false,
  type: facts.type,
  baseDefinition: facts.base ?? `http://hl7.org/fhir/StructureDefinition/${facts.type}`,
  derivation: 'constraint',
  differential: { element: [{ id: facts.type, path: facts.type }, ...facts.elements.map(element)] },
});
