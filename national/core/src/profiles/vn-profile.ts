import type { ElementDefinition, ElementDefinitionConstraint, StructureDefinition } from 'fhir/r4';
import { VN } from '../canonical.ts';

/** What is known of one element: the guide's pages show only part of each profile. */
export interface ElementFact {
  /** `Patient.identifier`, `Patient.identifier:CCCD.system` */
  readonly path: string;
  readonly min?: number;
  readonly max?: string;
  readonly mustSupport?: boolean;
  readonly pattern?: ElementDefinition['patternCodeableConcept'];
  /** a uri or code that it must be */
  readonly fixedUri?: string;
  readonly fixedCode?: string;
  readonly valueSet?: { readonly name: string; readonly strength: 'required' | 'extensible' | 'preferred' };
  readonly extensionUrl?: string;
  /** profiles of the value, VN Core's by their id */
  readonly profile?: { readonly type: string; readonly id: string };
  /** what a reference may lead to: VN Core's by their id, base types by their name */
  readonly targets?: readonly string[];
  /** what its slices are told apart by */
  readonly slicedBy?: string;
  readonly constraints?: readonly ConstraintFact[];
}

export interface ConstraintFact {
  readonly key: string;
  readonly vi: string;
  readonly en: string;
  readonly expression: string;
  readonly severity?: 'error' | 'warning';
}

export interface ProfileFacts {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  /** default: the base resource itself */
  readonly base?: string;
  readonly elements: readonly ElementFact[];
}

export const vnStructure = (id: string): string => `${VN}/StructureDefinition/${id}`;
const hl7Structure = (type: string): string => `http://hl7.org/fhir/StructureDefinition/${type}`;

/** VN Core's own by id, HL7's by name. */
const structureOf = (name: string): string => (name.startsWith('vn-') ? vnStructure(name) : hl7Structure(name));

/** Names of value sets of VN Core; another guide's is given whole. */
export const vnValueSet = (name: string): string => (name.includes(':') ? name : `${VN}/ValueSet/${name}`);

const pathOf = (path: string): string => path.replace(/:[^.]+/g, '');

/** The sentence in Vietnamese stands beside it as HL7's translation extension. */
const constraintOf = ({ key, vi, en, expression, severity }: ConstraintFact): ElementDefinitionConstraint => ({
  key,
  severity: severity ?? 'error',
  human: en,
  _human: {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'vi' },
          { url: 'content', valueString: vi },
        ],
      },
    ],
  },
  expression,
});

function typeOf({ extensionUrl, profile, targets }: ElementFact): Pick<ElementDefinition, 'type'> {
  if (extensionUrl !== undefined) return { type: [{ code: 'Extension', profile: [extensionUrl] }] };
  if (profile) return { type: [{ code: profile.type, profile: [structureOf(profile.id)] }] };
  return targets ? { type: [{ code: 'Reference', targetProfile: targets.map(structureOf) }] } : {};
}

/** What its value must be, and what tells its slices apart. */
const expectedOf = ({ pattern, fixedUri, fixedCode, slicedBy }: ElementFact): Partial<ElementDefinition> => ({
  ...(pattern === undefined ? {} : { patternCodeableConcept: pattern }),
  ...(fixedUri === undefined ? {} : { fixedUri }),
  ...(fixedCode === undefined ? {} : { fixedCode }),
  ...(slicedBy === undefined
    ? {}
    : { slicing: { discriminator: [{ type: 'value' as const, path: slicedBy }], rules: 'open' as const } }),
});

/** One fact as an element of a differential. */
export const elementOf = (fact: ElementFact): ElementDefinition => ({
  id: fact.path,
  path: pathOf(fact.path),
  ...(/:[^.]+$/.test(fact.path) ? { sliceName: fact.path.split(':').at(-1) ?? '' } : {}),
  ...(fact.min === undefined ? {} : { min: fact.min }),
  ...(fact.max === undefined ? {} : { max: fact.max }),
  ...(fact.mustSupport === undefined ? {} : { mustSupport: fact.mustSupport }),
  ...(fact.constraints === undefined ? {} : { constraint: fact.constraints.map(constraintOf) }),
  ...typeOf(fact),
  ...expectedOf(fact),
  ...(fact.valueSet === undefined
    ? {}
    : { binding: { strength: fact.valueSet.strength, valueSet: vnValueSet(fact.valueSet.name) } }),
});

const isResource = (type: string): boolean => !['Address', 'Extension'].includes(type);

/** A VN Core profile written by hand from published facts: a differential over R4 4.0.1. */
export function vnProfile({ id, type, title, base, elements }: ProfileFacts): StructureDefinition {
  const facts = new Map<string, ElementFact>();
  for (const fact of elements) facts.set(fact.path, { ...facts.get(fact.path), ...fact });
  return {
    resourceType: 'StructureDefinition',
    id,
    url: vnStructure(id),
    version: '0.6.0',
    name: id
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    title,
    status: 'draft',
    experimental: true,
    fhirVersion: '4.0.1',
    kind: isResource(type) ? 'resource' : 'complex-type',
    abstract: false,
    type,
    baseDefinition: base ?? hl7Structure(type),
    derivation: 'constraint',
    differential: {
      element: [...(facts.has(type) ? [] : [{ id: type, path: type }]), ...[...facts.values()].map(elementOf)],
    },
  };
}
