import type { ElementDefinition, ElementDefinitionType, StructureDefinition } from 'fhir/r4';
import type { ElementRow, ElementType, TypeDefinition, TypeKind } from './compact-types.ts';
import { asPublished, type PublishedElements } from './published-elements.ts';

const STRUCTURE = 'http://hl7.org/fhir/StructureDefinition/';
const REGEX = `${STRUCTURE}regex`;
const kinds: readonly string[] = ['resource', 'complex-type', 'primitive-type'] satisfies TypeKind[];

const isBase = (structure: StructureDefinition): boolean =>
  structure.version === '4.0.1' && kinds.includes(structure.kind);

/** Structure definitions of HL7's base specification, by name; profiles of others and later versions are left out. */
export function compactStructures(
  structures: readonly StructureDefinition[],
  published: PublishedElements,
): Record<string, TypeDefinition> {
  const types = structures.filter(isBase).map((structure) => compactType(structure, asPublished(structure, published)));
  return Object.fromEntries(types.map((type) => [type.name, type]));
}

function compactType(structure: StructureDefinition, elements: readonly ElementDefinition[]): TypeDefinition {
  const regex = structure.kind === 'primitive-type' ? regexOf(elements) : undefined;
  return {
    name: structure.name,
    kind: structure.kind as TypeKind,
    ...(structure.abstract ? { abstract: true as const } : {}),
    ...(structure.baseDefinition ? { base: structure.baseDefinition.replace(STRUCTURE, '') } : {}),
    ...(regex ? { regex } : {}),
    elements: elements.map((element) => compactElement(element, structure)),
  };
}

const regexOf = (elements: readonly ElementDefinition[]): string | undefined =>
  elements
    .find((element) => element.path.endsWith('.value'))
    ?.type?.[0]?.extension?.find((extension) => extension.url === REGEX)?.valueString;

function compactElement(element: ElementDefinition, structure: StructureDefinition): ElementRow {
  const types = element.type?.map((type) => compactElementType(type, element, structure));
  const binding = element.binding?.strength === 'required' ? element.binding.valueSet : undefined;
  return {
    path: element.path,
    min: element.min ?? 0,
    max: element.max === '*' ? '*' : Number(element.max),
    ...(types ? { types } : {}),
    ...(element.contentReference
      ? { content: element.contentReference.slice(element.contentReference.indexOf('#') + 1) }
      : {}),
    ...(binding ? { required: binding.replace(/\|.*$/, '') } : {}),
    ...(element.isSummary ? { summary: true as const } : {}),
  };
}

function compactElementType(
  type: ElementDefinitionType,
  element: ElementDefinition,
  structure: StructureDefinition,
): ElementType {
  const targets = type.code === 'Reference' ? (type.targetProfile ?? []).map((url) => url.replace(STRUCTURE, '')) : [];
  const profile = type.profile?.[0]?.replace(STRUCTURE, '');
  return {
    code: type.code.includes('/') ? systemType(element, structure) : type.code,
    ...(targets.length > 0 && !targets.includes('Resource') ? { targets } : {}),
    ...(profile ? { profile } : {}),
  };
}

/** `http://hl7.org/fhirpath/System.String` stands for ids, `Extension.url` and the value of a primitive. */
function systemType(element: ElementDefinition, structure: StructureDefinition): string {
  if (element.path === `${structure.name}.id` && structure.kind === 'resource') return 'id';
  return element.path === 'Extension.url' ? 'uri' : 'string';
}
