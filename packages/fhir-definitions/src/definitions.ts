import { existsSync, readFileSync } from 'node:fs';
import type { CodeGroup, Definitions, SearchParameterRow, TypeDefinition } from './compact-types.ts';
import { generatedFile, generateFile } from './generate.ts';

let loaded: Definitions | undefined;

/** The whole compact form; read from the generated file (about 20 ms), made when it is missing. */
export function definitions(): Definitions {
  if (!loaded) {
    const file = generatedFile();
    loaded = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Definitions) : generateFile();
  }
  return loaded;
}

/** All search parameters of R4, in the order of the standard. */
export const searchParameters = (): readonly SearchParameterRow[] => definitions().searchParameters;

/** Type → search parameter codes that place a resource in this compartment, e.g. `compartmentParameters('Patient')`. */
export const compartmentParameters = (
  compartment: 'Patient' | 'Encounter' | 'Practitioner' | 'RelatedPerson' | 'Device',
): Readonly<Record<string, readonly string[]>> => definitions().compartments[compartment] ?? {};

export const findStructure = (name: string): TypeDefinition | undefined =>
  Object.hasOwn(definitions().types, name) ? definitions().types[name] : undefined;

/** A resource, complex or primitive type by name. @throws Error for a name that R4 does not have: ask `findStructure` first */
export function structure(name: string): TypeDefinition {
  const found = findStructure(name);
  if (!found) throw new Error(`R4 has no type ${name}`);
  return found;
}

/** Codes of a required binding, by canonical without version; undefined when they cannot be listed. */
export const requiredCodes = (valueSet: string): readonly CodeGroup[] | undefined =>
  definitions().valueSets[valueSet.replace(/\|.*$/, '')];

let names: ReadonlySet<string> | undefined;

/** The 146 resource types an instance can have. */
export function resourceTypes(): ReadonlySet<string> {
  names ??= new Set(
    Object.values(definitions().types)
      .filter((type) => type.kind === 'resource' && !type.abstract)
      .map((type) => type.name),
  );
  return names;
}
