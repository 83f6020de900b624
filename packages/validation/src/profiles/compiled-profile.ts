import { findStructure } from '@lienmach/fhir-definitions';
import type { StructureDefinition } from 'fhir/r4';
import type { CompileConstraint } from './constraints.ts';
import type { ProfileNode } from './profile-node.ts';
import type { ProfileRun } from './profile-run.ts';
import type { Spot } from './spot.ts';

/** Looks at one value; what it finds goes into the run. */
export type CompiledNode = (spot: Spot, run: ProfileRun) => void;

/** One profile, ready to be held against resources. */
export interface CompiledProfile {
  readonly definition: StructureDefinition;
  readonly tree: ProfileNode;
  readonly check: CompiledNode;
  /** false: a definition it is based on was not found */
  readonly isWhole: boolean;
}

/** Profiles that have been loaded, with everything they lead to. */
export interface LoadedProfiles {
  known(canonical: string): CompiledProfile | undefined;
}

export interface CompileContext {
  readonly library: LoadedProfiles;
  readonly constraints: CompileConstraint;
  /** how the elements below are compiled; given from outside because it leads back to the beginning */
  readonly compile: (node: ProfileNode, context: CompileContext) => CompiledNode;
}

const BASE = 'http://hl7.org/fhir/StructureDefinition/';

/** The type a canonical of the base specification names. */
export const baseType = (canonical: string): string | undefined => {
  const name = canonical.replace(/\|.*$/, '');
  if (!name.startsWith(BASE)) return undefined;
  return findStructure(name.slice(BASE.length)) ? name.slice(BASE.length) : undefined;
};
