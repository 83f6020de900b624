import { existsSync, readFileSync } from 'node:fs';
import type { CodeSystem, ConceptMap, FhirResource, StructureDefinition, ValueSet } from 'fhir/r4';
import { isOfHl7, readBundle, saveGenerated, sourceFile } from './generate.ts';

export type TerminologyResource = CodeSystem | ValueSet | ConceptMap;
type Named = StructureDefinition | TerminologyResource;

/** Raise it whenever the form changes: old generated files are then no longer found. */
const FORMAT = 1;

/** What people read but programs do not. */
const prose = ['text', 'contact', 'publisher', 'meta', 'snapshot', 'mapping', 'purpose', 'copyright', 'useContext'];
const elementProse = ['definition', 'comment', 'requirements', 'alias', 'mapping', 'example', 'meaningWhenMissing'];

const without = <T extends object>(value: T, names: readonly string[]): T =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) as T;

function compact(resource: Named): Named {
  const kept = without(resource, prose);
  if (kept.resourceType !== 'StructureDefinition') return kept;
  const element = kept.differential?.element.map((one) => without(one, elementProse)) ?? [];
  return { ...kept, differential: { element } };
}

/** The canonical resources of some bundles by their url; kept in a file of their own, read when somebody asks. */
function published<T extends Named>(kind: string, bundles: readonly string[], types: readonly string[]) {
  let byUrl: ReadonlyMap<string, T> | undefined;
  const isKept = (resource: FhirResource): resource is T => types.includes(resource.resourceType);
  const read = (): T[] => {
    const file = sourceFile(`${kind}-format-${FORMAT}`);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T[];
    const found = bundles.flatMap(readBundle).filter(isKept).filter(isOfHl7).map(compact) as T[];
    saveGenerated(file, found);
    return found;
  };
  return (canonical: string): T | undefined => {
    byUrl ??= new Map(read().map((one) => [one.url ?? '', one]));
    return byUrl.get(canonical.replace(/\|.*$/, ''));
  };
}

/** A profile or extension that HL7 published with R4 (`vitalsigns`, `patient-religion`, …): its differential. */
export const publishedProfile = published<StructureDefinition>(
  'profiles',
  ['profiles-others', 'extension-definitions'],
  ['StructureDefinition'],
);

/** A code system, value set or concept map that HL7 published with R4, its v2 tables and v3 lists among them. */
export const publishedTerminology = published<TerminologyResource>(
  'terminology',
  ['valuesets', 'v3-codesystems', 'v2-tables', 'conceptmaps'],
  ['CodeSystem', 'ValueSet', 'ConceptMap'],
);
