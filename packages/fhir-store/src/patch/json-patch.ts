import type { FhirResource } from 'fhir/r4';
import { numberText } from '../parse-json.ts';
import { patchErrors as errors } from './errors.ts';
import { changeAt, childOf, countValues, isContainer, type Place, valueAt } from './json-place.ts';
import { keepIdentity } from './keep-identity.ts';
import type { ResourceChange } from './resource-change.ts';

const MOST_OPERATIONS = 1000;
/** values that copies may add in all: copies of copies grow without bound otherwise */
const MOST_COPIED = 100_000;

const codes = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

interface Operation {
  readonly op: (typeof codes)[number];
  readonly path: readonly string[];
  readonly from: readonly string[];
  readonly value: unknown;
  /** place of the operation in the document, for messages */
  readonly at: string;
}

/** The document while it is changed. `emptied`: lists whose last item was taken away; FHIR has no empty lists. */
interface Work {
  root: unknown;
  copied: number;
  readonly emptied: WeakSet<object>;
}

/**
 * A JSON Patch, ready to be applied. Numbers keep the form they are written in, in the patch and in the resource.
 *
 * @param document  the parsed list of operations
 * @throws patch.malformed (400) at once; applied: patch.testFailed (409), patch.noTarget (422)
 * @source RFC 6902 and RFC 6901 (verified)
 */
export function jsonPatch(document: unknown): ResourceChange {
  if (!Array.isArray(document)) throw errors.malformed({ detail: 'not a list of operations' });
  if (document.length > MOST_OPERATIONS) throw errors.tooLarge({ detail: `more than ${MOST_OPERATIONS} operations` });
  const operations = document.map(readOperation);
  return (previous) => {
    const work: Work = { root: previous, copied: 0, emptied: new WeakSet() };
    for (const operation of operations) carryOut(work, operation);
    return keepIdentity(previous, withoutEmptied(work.root, work.emptied) as FhirResource);
  };
}

function readOperation(written: unknown, index: number): Operation {
  const at = `[${index}]`;
  const given = isContainer(written) && !Array.isArray(written) ? (written as Record<string, unknown>) : undefined;
  const op = codes.find((code) => code === given?.op);
  if (!given || op === undefined) throw errors.malformed({ at, detail: 'unknown op' });
  const needsFrom = op === 'move' || op === 'copy';
  if (!needsFrom && op !== 'remove' && given.value === undefined) throw errors.malformed({ at, detail: 'no value' });
  const path = readPointer(given.path, at);
  return { op, at, path, from: needsFrom ? readPointer(given.from, at) : [], value: given.value };
}

function readPointer(text: unknown, at: string): string[] {
  if (typeof text !== 'string' || text.length > 1000 || !/^(?:\/(?:[^~/]|~[01])*)*$/.test(text))
    throw errors.malformed({ at, detail: 'not a JSON Pointer' });
  const steps = text.split('/').slice(1);
  if (steps.includes('__proto__')) throw errors.malformed({ at, detail: '__proto__' });
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function carryOut(work: Work, { op, path, from, value, at }: Operation): void {
  switch (op) {
    case 'test':
      if (!isSame(valueAt(work.root, existing(work.root, path, at)), value)) throw errors.testFailed({ at });
      break;
    case 'add':
      add(work, path, value, at);
      break;
    case 'remove':
      remove(work, path, at);
      break;
    case 'replace':
      work.root = changeAt(work.root, existing(work.root, path, at), () => value);
      break;
    case 'copy':
      copy(work, { path, from, at });
      break;
    case 'move':
      move(work, { path, from, at });
  }
}

function copy(work: Work, { path, from, at }: Pick<Operation, 'path' | 'from' | 'at'>): void {
  const value = valueAt(work.root, existing(work.root, from, at));
  work.copied += countValues(value, MOST_COPIED);
  if (work.copied > MOST_COPIED) throw errors.tooLarge({ at });
  add(work, path, value, at);
}

function move(work: Work, { path, from, at }: Pick<Operation, 'path' | 'from' | 'at'>): void {
  if (path.length > from.length && from.every((step, index) => step === path[index]))
    throw errors.malformed({ at, detail: 'cannot move into itself' });
  add(work, path, remove(work, from, at), at);
}

/** @returns what stood there */
function remove(work: Work, path: readonly string[], at: string): unknown {
  const place = existing(work.root, path, at);
  if (place.length === 0) throw errors.identity({ at });
  const value = valueAt(work.root, place);
  work.root = changeAt(work.root, place, () => undefined);
  const list = valueAt(work.root, place.slice(0, -1));
  if (Array.isArray(list) && list.length === 0) work.emptied.add(list);
  return value;
}

function add(work: Work, path: readonly string[], value: unknown, at: string): void {
  const last = path.at(-1);
  if (last === undefined) {
    work.root = value;
    return;
  }
  const parent = existing(work.root, path.slice(0, -1), at);
  work.root = changeAt(work.root, parent, (node) => {
    if (!isContainer(node)) throw errors.noTarget({ at, detail: pointerOf(path) });
    if (!Array.isArray(node)) return { ...node, [last]: value };
    const index = last === '-' ? node.length : indexOf(last);
    if (index === undefined || index > node.length) throw errors.noTarget({ at, detail: pointerOf(path) });
    return node.toSpliced(index, 0, value);
  });
}

/** Steps into lists become numbers. @throws patch.noTarget when nothing stands there */
function existing(root: unknown, path: readonly string[], at: string): Place {
  let node = root;
  return path.map((step) => {
    const key = Array.isArray(node) ? indexOf(step) : step;
    const next = key === undefined ? undefined : childOf(node, key);
    if (key === undefined || next === undefined) throw errors.noTarget({ at, detail: pointerOf(path) });
    node = next;
    return key;
  });
}

const indexOf = (step: string): number | undefined => (/^(?:0|[1-9]\d{0,8})$/.test(step) ? Number(step) : undefined);

const pointerOf = (path: readonly string[]): string => `/${path.join('/')}`.slice(0, 200);

/** Numbers are compared by value: 1.10 is 1.1. @source RFC 6902 section 4.6 (verified) */
function isSame(a: unknown, b: unknown): boolean {
  const [one, other] = [numberText(a), numberText(b)];
  if (one !== undefined || other !== undefined) return one === other || Number(one) === Number(other);
  if (!isContainer(a) || !isContainer(b)) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(Reflect.get(a, key), Reflect.get(b, key)))
  );
}

function withoutEmptied(node: unknown, emptied: WeakSet<object>): unknown {
  if (!isContainer(node)) return node;
  if (Array.isArray(node)) return node.map((item) => withoutEmptied(item, emptied));
  const kept = Object.entries(node).filter(([, value]) => !(isContainer(value) && emptied.has(value)));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutEmptied(value, emptied)]));
}
