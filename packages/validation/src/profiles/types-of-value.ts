import { findStructure } from '@lienmach/fhir-definitions';
import type { ElementDefinitionType } from 'fhir/r4';
import { isObject, type Json, textOf } from '../run.ts';
import { baseType, type CompiledNode, type LoadedProfiles } from './compiled-profile.ts';
import type { ProfileNode } from './profile-node.ts';
import type { ProfileRun } from './profile-run.ts';
import type { Spot } from './spot.ts';

/** Type of a choice, profiles of the value itself, and targets of references, as `ElementDefinition.type` has them. */
export function compileTypes({ element }: ProfileNode, library: LoadedProfiles): CompiledNode[] {
  const types = element.type ?? [];
  const checks: CompiledNode[] = [];
  if (element.path.endsWith('[x]') && types.length > 0) checks.push(choiceCheck(types));
  for (const type of types) {
    const isOnly = types.length === 1;
    if (type.profile?.some((one) => baseType(one) === undefined))
      checks.push(forType(type.code, isOnly, profileCheck(type.profile, library)));
    if (type.targetProfile) checks.push(forType(type.code, isOnly, targetCheck(type.targetProfile, library)));
  }
  return checks;
}

function choiceCheck(types: readonly ElementDefinitionType[]): CompiledNode {
  const allowed = new Set(types.map(({ code }) => code));
  return ({ type }, run) => {
    if (type !== undefined && !allowed.has(type)) run.report('wrongType', { type, allowed: [...allowed].join(', ') });
  };
}

/** Where several types are possible a rule of one of them looks only at values of that type. */
const forType =
  (code: string, isOnly: boolean, check: CompiledNode): CompiledNode =>
  (spot, run) => {
    if (isOnly || spot.type === undefined || spot.type === code) check(spot, run);
  };

/** The value conforms to the profile, or to one of several. Profiles that nobody here knows are not held against it. */
function profileCheck(canonicals: readonly string[], library: LoadedProfiles): CompiledNode {
  const [first, ...others] = canonicals;
  if (first !== undefined && others.length === 0) return (spot, run) => hold(first, spot, run, library);
  return (spot, run) => {
    if (!conformsToAny(canonicals, spot, run, library)) run.report('noTypeProfile', { allowed: canonicals.join(', ') });
  };
}

/** Holds a value against one profile; a value that is already being held against it is left alone. */
export function hold(canonical: string, spot: Spot, run: ProfileRun, library: LoadedProfiles): void {
  const profile = library.known(canonical);
  if (profile) run.once(canonical, spot.value, () => profile.check(spot, run));
}

/** Does it conform to one of these, as far as this resource alone can tell? Unknown profiles admit everything. */
export function conformsToAny(
  canonicals: readonly string[],
  spot: Spot,
  run: ProfileRun,
  library: LoadedProfiles,
): boolean {
  return canonicals.some((canonical) => {
    const base = baseType(canonical);
    if (base !== undefined) return base === 'Resource' || spot.type === undefined || spot.type === base;
    const profile = library.known(canonical);
    if (!profile) return true;
    if (spot.type !== undefined && profile.definition.type !== spot.type) return false;
    const trial = run.trial();
    hold(canonical, spot, trial, library);
    return !trial.hasErrors;
  });
}

const literal = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** The resource type a reference names, without asking anybody. */
export function typeOfTarget(reference: Json, run: ProfileRun): string | undefined {
  const target = run.resolve(reference);
  if (target) return target.type;
  const named = literal.exec(textOf(reference.reference))?.[1];
  if (named !== undefined && findStructure(named)?.kind === 'resource') return named;
  return textOf(reference.type) || undefined;
}

function targetCheck(canonicals: readonly string[], library: LoadedProfiles): CompiledNode {
  const typesOf = (): (string | undefined)[] =>
    canonicals.map((one) => baseType(one) ?? library.known(one)?.definition.type);
  return ({ value }, run) => {
    if (!isObject(value)) return;
    const type = typeOfTarget(value, run);
    const allowed = typesOf();
    const isFree = type === undefined || allowed.includes(undefined) || allowed.includes('Resource');
    if (!isFree && !allowed.includes(type))
      return run.report('wrongTarget', { type, allowed: canonicals.join(', ') }, 'reference');
    const target = run.resolve(value);
    if (target && !conformsToAny(canonicals, target, run, library))
      run.report('targetNotConforming', { allowed: canonicals.join(', ') }, 'reference');
  };
}
