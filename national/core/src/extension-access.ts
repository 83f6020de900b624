import type { Coding, Element, Extension, Reference } from 'fhir/r4';

/** Anything that can carry extensions. */
export type Extensible = Pick<Element, 'extension'>;
type ValueKey = Extract<keyof Extension, `value${string}`>;

export const extensionOf = (element: Extensible | undefined, url: string): Extension | undefined =>
  element?.extension?.find((extension) => extension.url === url);

/** One typed value: `extensionValue(coverage, extensions.temporaryCard, 'valueBoolean')`. */
export const extensionValue = <Key extends ValueKey>(
  element: Extensible | undefined,
  url: string,
  key: Key,
): Extension[Key] => extensionOf(element, url)?.[key];

/** The coding of an extension, whether it was written as Coding, CodeableConcept or bare code. */
export function extensionCoding(element: Extensible | undefined, url: string): Coding | undefined {
  const extension = extensionOf(element, url);
  if (extension?.valueCoding !== undefined) return extension.valueCoding;
  const concept = extension?.valueCodeableConcept?.coding?.[0];
  if (concept !== undefined) return concept;
  return extension?.valueCode === undefined ? undefined : { code: extension.valueCode };
}

/** Code of a logical reference such as a department or facility: `identifier.value`. */
export const logicalCode = (reference: Reference | undefined, system: string): string | undefined =>
  reference?.identifier?.system === system ? reference.identifier.value : undefined;

/** A reference that names an organisation by its identifier only. */
export const logicalOrganization = (system: string, value: string): Reference => ({
  type: 'Organization',
  identifier: { system, value },
});

/** The element with this extension put in, replacing an older one of the same url. */
export const withExtension = <T extends Extensible>(element: T, extension: Extension): T => ({
  ...element,
  extension: [...(element.extension ?? []).filter((other) => other.url !== extension.url), extension],
});

/** Only the extensions that have something to say. */
export const presentExtensions = (extensions: readonly (Extension | undefined)[]): Extension[] =>
  extensions.filter((extension) => extension !== undefined);
