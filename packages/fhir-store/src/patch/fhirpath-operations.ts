import { patchErrors as errors } from './errors.ts';
import { isContainer } from './json-place.ts';

const MOST_OPERATIONS = 200;
const MOST_LEVELS = 20;

/** A value as Parameters carry it. */
export interface Value {
  /** the type in the name, e.g. `Quantity` of `valueQuantity`; absent with parts and resources */
  readonly type?: string;
  readonly value?: unknown;
  /** extensions of a primitive */
  readonly sibling?: unknown;
  readonly parts?: readonly (readonly [name: string, value: Value])[];
}

interface Common {
  /** place in the Parameters, for messages */
  readonly at: string;
  readonly path: string;
}

export type PathOperation =
  | (Common & { readonly type: 'add'; readonly name: string; readonly value: Value })
  | (Common & { readonly type: 'insert'; readonly index: number; readonly value: Value })
  | (Common & { readonly type: 'replace'; readonly value: Value })
  | (Common & { readonly type: 'delete' })
  | (Common & { readonly type: 'move'; readonly source: number; readonly destination: number });

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => isContainer(value) && !Array.isArray(value);

/** The operations of a FHIRPath Patch. @throws patch.malformed (400) */
export function pathOperations(parameters: unknown): readonly PathOperation[] {
  const { resourceType, parameter = [] } = isObject(parameters) ? parameters : {};
  if (resourceType !== 'Parameters' || !Array.isArray(parameter)) throw errors.malformed({ detail: 'not Parameters' });
  if (parameter.length > MOST_OPERATIONS) throw errors.tooLarge({ detail: `more than ${MOST_OPERATIONS} operations` });
  return parameter.map((one: unknown, index) => readOperation(one, `Parameters.parameter[${index}]`));
}

function readOperation(written: unknown, at: string): PathOperation {
  if (!isObject(written) || written.name !== 'operation' || !Array.isArray(written.part))
    throw errors.malformed({ at, detail: 'not an operation' });
  const parts = new Map(written.part.filter(isObject).map((part) => [part.name, part]));
  const text = (name: string): string => {
    const value = parts.get(name) && readValue(parts.get(name), at, 0).value;
    if (typeof value !== 'string') throw errors.malformed({ at, detail: `no ${name}` });
    return value;
  };
  const number = (name: string): number => {
    const value = parts.get(name)?.valueInteger;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
      throw errors.malformed({ at, detail: `no ${name}` });
    return value;
  };
  const value = (): Value => {
    const part = parts.get('value');
    if (!part) throw errors.malformed({ at, detail: 'no value' });
    return readValue(part, at, 0);
  };
  const place = { at, path: text('path') };
  switch (text('type')) {
    case 'add':
      return { type: 'add', ...place, name: text('name'), value: value() };
    case 'insert':
      return { type: 'insert', ...place, index: number('index'), value: value() };
    case 'replace':
      return { type: 'replace', ...place, value: value() };
    case 'delete':
      return { type: 'delete', ...place };
    case 'move':
      return { type: 'move', ...place, source: number('source'), destination: number('destination') };
    default:
      throw errors.malformed({ at, detail: 'unknown type' });
  }
}

function readValue(part: unknown, at: string, level: number): Value {
  if (!isObject(part) || level > MOST_LEVELS) throw errors.malformed({ at, detail: 'value' });
  if (part.resource !== undefined) return { value: part.resource };
  const key = Object.keys(part).find((name) => /^_?value[A-Z]/.test(name));
  if (key !== undefined) {
    const type = key.replace(/^_?value/, '');
    return { type, value: part[`value${type}`], sibling: part[`_value${type}`] };
  }
  if (!Array.isArray(part.part)) throw errors.malformed({ at, detail: 'value' });
  return { parts: part.part.map((one: unknown) => [nameOf(one, at), readValue(one, at, level + 1)] as const) };
}

function nameOf(part: unknown, at: string): string {
  if (!isObject(part) || typeof part.name !== 'string') throw errors.malformed({ at, detail: 'part without name' });
  return part.name;
}
