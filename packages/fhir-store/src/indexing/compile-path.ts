import { findStructure } from '@lienmach/fhir-definitions';
import { type Child, childrenNamed, type Place } from './element-types.ts';

/** A condition of `.where(system='phone')`. */
interface Filter {
  readonly key: string;
  readonly value: string;
}

interface Step {
  readonly key: string;
  readonly filters: readonly Filter[];
}

/** One chain of JSON properties to values of one FHIR type. */
export interface ValuePath {
  readonly steps: readonly Step[];
  readonly place: Place;
}

const SEGMENT = /([A-Za-z_]+)(\(([^()]*)\))?(?:\.|$)/y;
const FILTER = /^([A-Za-z]+)='([^']*)'$/;

/**
 * Compiles the subset of FHIRPath that search parameters use: steps, `ofType(T)`, `where(a='b')`.
 *
 * @param expression  relative to `start`, e.g. `component.value.ofType(Quantity)`
 * @returns one chain per concrete type of a choice
 * @throws Error for anything outside the subset: a programming error, found when the types are compiled in a test
 */
export function compilePath(start: Place, expression: string): ValuePath[] {
  let paths: ValuePath[] = [{ steps: [], place: start }];
  for (const { name, argument } of segments(expression)) {
    paths =
      argument === undefined ? paths.flatMap((path) => stepInto(path, name)) : applyFunction(paths, name, argument);
    if (paths.length === 0) throw new Error(`Search expression leads nowhere: ${start.path}: ${expression}`);
  }
  return paths;
}

function segments(expression: string): { name: string; argument: string | undefined }[] {
  const found: { name: string; argument: string | undefined }[] = [];
  SEGMENT.lastIndex = 0;
  while (SEGMENT.lastIndex < expression.length) {
    const match = SEGMENT.exec(expression);
    if (!match?.[1]) throw new Error(`Search expression not understood: ${expression}`);
    found.push({ name: match[1], argument: match[2] === undefined ? undefined : (match[3] ?? '') });
  }
  return found;
}

const stepInto = (path: ValuePath, name: string): ValuePath[] =>
  childrenNamed(path.place, name).map(({ key, place }: Child) => ({
    steps: [...path.steps, { key, filters: [] }],
    place,
  }));

function applyFunction(paths: readonly ValuePath[], name: string, argument: string): ValuePath[] {
  if (name === 'ofType') return paths.filter(({ place }) => isOfType(place.type, argument));
  const filter = FILTER.exec(argument);
  if (name !== 'where' || !filter) throw new Error(`Search expression not understood: ${name}(${argument})`);
  return paths.map((path) => withFilter(path, { key: filter[1] ?? '', value: filter[2] ?? '' }));
}

/** A canonical is a uri too. The standard writes `ofType(DateTime)` in one place. */
function isOfType(type: string, wanted: string): boolean {
  if (type.toLowerCase() === wanted.toLowerCase()) return true;
  const base = findStructure(type)?.base;
  return base !== undefined && isOfType(base, wanted);
}

function withFilter(path: ValuePath, filter: Filter): ValuePath {
  const last = path.steps.at(-1);
  if (!last) throw new Error('where() without a step before it');
  return { ...path, steps: [...path.steps.slice(0, -1), { key: last.key, filters: [...last.filters, filter] }] };
}

type Visit = (value: unknown) => void;

/** Calls `visit` for every value at the end of the chain; arrays are opened on the way. */
export function visitPath(node: unknown, steps: readonly Step[], visit: Visit, from = 0): void {
  const step = steps[from];
  if (step === undefined) {
    visit(node);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const value = (node as Record<string, unknown>)[step.key];
  if (Array.isArray(value)) {
    for (const item of value) if (isMeant(item, step.filters)) visitPath(item, steps, visit, from + 1);
  } else if (value !== undefined && value !== null && isMeant(value, step.filters)) {
    visitPath(value, steps, visit, from + 1);
  }
}

function isMeant(value: unknown, filters: readonly Filter[]): boolean {
  if (value === null || value === undefined) return false;
  if (filters.length === 0) return true;
  const node = value as Record<string, unknown>;
  return filters.every((filter) => node[filter.key] === filter.value);
}
