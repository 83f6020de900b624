import type { ElementDefinition, StructureDefinition } from 'fhir/r4';

/**
 * The package we read has changed some of HL7's resource definitions (its own `Meta.project`, elements of R5 in
 * `EvidenceVariable` and `ResearchStudy`, wider reference targets). HL7's data elements stand in it unchanged, so each
 * element is taken from there, and what HL7 did not publish in 4.0.1 is left out.
 */
export type PublishedElements = ReadonlyMap<string, ElementDefinition>;

export function publishedElements(dataElements: readonly StructureDefinition[]): PublishedElements {
  const published = new Map<string, ElementDefinition>();
  for (const { snapshot } of dataElements)
    for (const element of snapshot?.element ?? [])
      if (!published.has(element.path)) published.set(element.path, element);
  return published;
}

/** Never among the data elements, though in R4: quantities by another name, and paths too long for an id of 64 characters. */
const withoutDataElements = /^(Age|Count|Distance|Duration|Medic\w+|ResearchElementDefinition)\./;
/** Elements of R5 that refer to others, so that the rule above does not see them. */
const laterVersion = /^EvidenceVariable\.characteristic\.(definitionBy|timeFromEvent)/;
const inherited = /\.(id|extension|modifierExtension|meta|implicitRules|language|text|contained)$/;

/** The elements of one base type as HL7 published them, without the root. */
export function asPublished(structure: StructureDefinition, published: PublishedElements): ElementDefinition[] {
  const elements = structure.snapshot?.element.slice(1) ?? [];
  if (structure.derivation === 'constraint') return elements;
  const known = new Set(elements.map((element) => element.path));
  const missing = [...published].filter(([path]) => path.startsWith(`${structure.name}.`) && !known.has(path));
  const kept = [...elements, ...missing.map(([, element]) => element)].flatMap((element) => {
    const hl7 = published.get(element.path);
    return hl7 ?? (isExpectedUnpublished(element) ? element : []);
  });
  return kept.filter((element) => !isContainer(element) || hasContent(element, kept));
}

const isContainer = (element: ElementDefinition): boolean =>
  element.type?.length === 1 && ['BackboneElement', 'Element'].includes(element.type[0]?.code ?? '');

const isExpectedUnpublished = (element: ElementDefinition): boolean =>
  !laterVersion.test(element.path) &&
  (isContainer(element) ||
    element.contentReference !== undefined ||
    inherited.test(element.path) ||
    withoutDataElements.test(element.path));

const hasContent = (container: ElementDefinition, all: readonly ElementDefinition[]): boolean =>
  all.some((element) => element.path.startsWith(`${container.path}.`) && !inherited.test(element.path));
