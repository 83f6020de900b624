import { requiredCodes } from '@lienmach/fhir-definitions';
import type { ElementDefinitionSlicingDiscriminator } from 'fhir/r4';
import { isObject, textOf } from '../run.ts';
import type { CompiledNode, LoadedProfiles } from './compiled-profile.ts';
import { contains, equals, namedValue } from './match-value.ts';
import type { ProfileNode } from './profile-node.ts';
import type { ProfileRun } from './profile-run.ts';
import { type Spot, spotsOf } from './spot.ts';
import { conformsToAny, typeOfTarget } from './types-of-value.ts';

/** Does this value belong to the slice? */
export type Matcher = (spot: Spot, run: ProfileRun) => boolean;

/** Without discriminators a value belongs to a slice when it conforms to it. */
export function compileMatcher(
  slice: ProfileNode,
  discriminators: readonly ElementDefinitionSlicingDiscriminator[],
  check: CompiledNode,
  library: LoadedProfiles,
): Matcher {
  if (discriminators.length === 0)
    return (spot, run) => {
      const trial = run.trial();
      check(spot, trial);
      return !trial.hasErrors;
    };
  const tests = discriminators.map((one) => compileDiscriminator(slice, one, library));
  return (spot, run) => tests.every((test) => test(spot, run));
}

function compileDiscriminator(
  slice: ProfileNode,
  { type, path }: ElementDefinitionSlicingDiscriminator,
  library: LoadedProfiles,
): Matcher {
  const steps = stepsOf(path);
  const values = (spot: Spot, run: ProfileRun) => valuesAt(spot, steps, run);
  // linked definitions are loaded after this one: what the slice says is looked up when the first value is held against it
  let known: Matcher | undefined;
  const later =
    (make: () => Matcher): Matcher =>
    (spot, run) => {
      known ??= make();
      return known(spot, run);
    };
  if (type === 'exists') return later(() => existsTest(nodeAt(slice, steps, library), values));
  if (type === 'type') return later(() => typeTest(nodeAt(slice, steps, library), slice, values));
  if (type === 'profile') return later(() => profileTest(nodeAt(slice, steps, library), library, values));
  return later(() => {
    const test = expectation(slice, steps, library);
    return (spot, run) => test !== undefined && values(spot, run).some((one) => test(one, run));
  });
}

type Values = (spot: Spot, run: ProfileRun) => Spot[];

function existsTest(node: ProfileNode | undefined, values: Values): Matcher {
  const isWanted = node?.element.max !== '0';
  return (spot, run) => values(spot, run).length > 0 === isWanted;
}

function typeTest(node: ProfileNode | undefined, slice: ProfileNode, values: Values): Matcher {
  const allowed = (node?.element.type ?? slice.element.type ?? []).map(({ code }) => code);
  return (spot, run) => values(spot, run).some(({ type }) => type !== undefined && allowed.includes(type));
}

function profileTest(node: ProfileNode | undefined, library: LoadedProfiles, values: Values): Matcher {
  const canonicals = (node?.element.type ?? []).flatMap(({ profile = [], targetProfile = [] }) => [
    ...profile,
    ...targetProfile,
  ]);
  return (spot, run) => values(spot, run).some((one) => conformsToAny(canonicals, one, run, library));
}

/** `coding.code`, `$this`, `extension('url').value`, `resolve()`, `ofType(Quantity)`: nothing else is a discriminator path. */
const stepsOf = (path: string): string[] =>
  (path.match(/[\w$]+(?:\([^)]*\))?/g) ?? []).filter((step) => step !== '$this');

const argumentOf = (step: string): string => /\(['"]?(.*?)['"]?\)$/.exec(step)?.[1] ?? '';

function valuesAt(spot: Spot, steps: readonly string[], run: ProfileRun): Spot[] {
  let found = [spot];
  for (const step of steps) found = found.flatMap((one) => stepInto(one, step, run));
  return found;
}

function stepInto(spot: Spot, step: string, run: ProfileRun): Spot[] {
  if (step === 'resolve()') return resolved(spot, run);
  if (step.startsWith('ofType(')) return spot.type === argumentOf(step) ? [spot] : [];
  if (step.startsWith('extension('))
    return spotsOf(spot, 'extension').filter(({ value }) => isObject(value) && value.url === argumentOf(step));
  const plain = spotsOf(spot, step);
  return plain.length > 0 ? plain : spotsOf(spot, `${step}[x]`);
}

function resolved({ value }: Spot, run: ProfileRun): Spot[] {
  if (!isObject(value)) return [];
  const found = run.resolve(value);
  if (found) return [found];
  const type = typeOfTarget(value, run);
  return type === undefined ? [] : [{ value: undefined, type, key: 'resolve()' }];
}

/** What the slice says about the place the discriminator leads to; definitions of the value are followed. */
function nodeAt(slice: ProfileNode, steps: readonly string[], library: LoadedProfiles): ProfileNode | undefined {
  let node: ProfileNode | undefined = slice;
  for (const step of steps) node = node && childAt(node, step, library);
  return node;
}

function childAt(node: ProfileNode, step: string, library: LoadedProfiles): ProfileNode | undefined {
  if (step === 'resolve()' || step.startsWith('ofType(')) return node;
  if (step.startsWith('extension('))
    return [...(node.children.get('extension')?.slices.values() ?? [])].find((slice) =>
      slice.element.type?.some(({ profile }) => profile?.includes(argumentOf(step))),
    );
  const own = node.children.get(step) ?? node.children.get(`${step}[x]`);
  if (own) return own;
  for (const { profile = [] } of node.element.type ?? [])
    for (const canonical of profile) {
      const found = library.known(canonical)?.tree.children.get(step);
      if (found) return found;
    }
  return undefined;
}

type Test = (spot: Spot, run: ProfileRun) => boolean;

/** What a value at the end of the path must be: fixed, a pattern (also one that stands higher up), or listed codes. */
function expectation(slice: ProfileNode, steps: readonly string[], library: LoadedProfiles): Test | undefined {
  let node: ProfileNode | undefined = slice;
  for (let depth = 0; node; depth += 1) {
    const found = expectedOf(node.element, steps.slice(depth));
    if (found) return found;
    const step = steps[depth];
    if (step === undefined) return fromChildren(node);
    if (step === 'url' && !node.children.has('url')) return extensionUrl(node);
    node = childAt(node, step, library);
  }
  return undefined;
}

function expectedOf(element: object, rest: readonly string[]): Test | undefined {
  const fixed = namedValue(element, 'fixed');
  const pattern = namedValue(element, 'pattern');
  if (fixed !== undefined && rest.length === 0) return ({ value }) => equals(value, fixed);
  const expected = fixed ?? pattern;
  if (expected === undefined) return bindingTest(element, rest);
  const wanted = partsAt(expected, rest);
  if (wanted.length === 0) return undefined;
  return ({ value }) => wanted.some((one) => contains(value, one));
}

function partsAt(value: unknown, steps: readonly string[]): unknown[] {
  const items = Array.isArray(value) ? value : [value];
  const [step, ...rest] = steps;
  if (step === undefined) return items;
  return items.filter(isObject).flatMap((item) => (item[step] === undefined ? [] : partsAt(item[step], rest)));
}

/** A required binding discriminates when its codes can be listed here. */
function bindingTest(element: { binding?: { strength?: string; valueSet?: string } }, rest: readonly string[]) {
  const { binding } = element;
  if (rest.length > 0 || binding?.strength !== 'required' || binding.valueSet === undefined) return undefined;
  const groups = requiredCodes(binding.valueSet);
  if (!groups) return undefined;
  const admits = (system: string, code: string): boolean =>
    groups.some((group) => (system === '' || group.system === system) && group.codes.includes(code));
  return ({ value }: Spot): boolean => {
    if (typeof value === 'string') return admits('', value);
    if (!isObject(value)) return false;
    const codings = Array.isArray(value.coding) ? value.coding.filter(isObject) : [value];
    return codings.some(({ system, code }) => admits(textOf(system), textOf(code)));
  };
}

/** Fixed values further down count as well: `coding` with a fixed system and a fixed code. */
function fromChildren(node: ProfileNode): Test | undefined {
  const tests = [...node.children.values()].flatMap((child) => {
    const test = expectedOf(child.element, []) ?? fromChildren(child);
    return test ? [{ name: child.name, test }] : [];
  });
  if (tests.length === 0) return undefined;
  return (spot, run) => tests.every(({ name, test }) => spotsOf(spot, name).some((one) => test(one, run)));
}

/** An extension has the url of its definition. */
function extensionUrl({ element }: ProfileNode): Test | undefined {
  const urls = (element.type ?? []).flatMap(({ profile = [] }) => profile.map((one) => one.replace(/\|.*$/, '')));
  if (urls.length === 0) return undefined;
  return ({ value }) => typeof value === 'string' && urls.includes(value);
}
