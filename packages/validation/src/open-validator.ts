import { resourceTypes } from '@lienmach/fhir-definitions';
import { FhirError } from '@lienmach/outcome';
import type { OperationOutcomeIssue } from 'fhir/r4';
import { type CheckInner, TypeCompiler } from './compile-types.ts';
import { type Container, isObject, type Json, Run, textOf } from './run.ts';
import { checkShape } from './shape.ts';

export interface Validator {
  /** Everything that is wrong, in the order of the text; empty when this is R4. Never throws, whatever the value. */
  check(resource: unknown): OperationOutcomeIssue[];
  /** @throws FhirError with all issues */
  assert(resource: unknown): void;
}

/** Base R4 only: structure, values, required codes, reference types, a few invariants. Profiles come later. */
export function openValidator(): Validator {
  const compiler = new TypeCompiler((value, run, as) => checkResource(value, run, as, compiler));
  const check = (resource: unknown) => {
    const run = new Run();
    checkResource(resource, run, 'root', compiler);
    return run.issues;
  };
  return {
    check,
    assert(resource) {
      const issues = check(resource);
      if (issues.length > 0) throw new FhirError(issues);
    },
  };
}

type Place = 'root' | Parameters<CheckInner>[2];

function checkResource(value: unknown, run: Run, place: Place, compiler: TypeCompiler) {
  if (!isObject(value) || typeof value.resourceType !== 'string') return run.report('notResource');
  const type = value.resourceType;
  if (!resourceTypes().has(type)) return run.report('unknownType', { type: type.slice(0, 64) }, 'resourceType');
  if (place === 'root') run.path.push(type);
  if (place === 'contained') {
    checkContained(value, run);
    checkShape(value, compiler.shape(type), run);
  } else checkContainer(value, run, () => checkShape(value, compiler.shape(type), run));
}

/** `#id` means something only inside one resource, so an entry of a Bundle begins anew. */
function checkContainer(value: Json, run: Run, checkAll: () => void): void {
  const outer = run.container;
  const inner = containerOf(value);
  run.container = inner;
  checkAll();
  run.container = outer;
  for (const id of inner.contained.keys())
    if (!inner.used.has(id) && !inner.used.has('')) run.report('unusedContained', { detail: id }, 'contained');
}

const none: ReadonlyMap<string, string> = new Map();

function containerOf(value: Json): Container {
  const contained = Array.isArray(value.contained) ? value.contained.filter(isObject) : [];
  return {
    contained:
      contained.length === 0 ? none : new Map(contained.map((one) => [textOf(one.id), textOf(one.resourceType)])),
    used: new Set(),
  };
}

function checkContained(value: Json, run: Run): void {
  if (value.contained !== undefined) run.report('nestedContained', {}, 'contained');
  if (value.id === undefined) run.report('missing', { name: 'id' }, 'id');
  const { meta } = value;
  if (isObject(meta) && ['versionId', 'lastUpdated', 'security'].some((name) => meta[name] !== undefined))
    run.report('containedMeta', {}, 'meta');
}
