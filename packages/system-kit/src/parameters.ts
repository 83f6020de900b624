import { combine, type FhirError } from '@lienmach/outcome';
import type { FhirResource, Parameters, ParametersParameter } from 'fhir/r4';
import { errors } from './errors.ts';
import type { OperationParameter } from './system.ts';

type Values = Record<string, unknown>;

/**
 * A FHIR Parameters resource becomes the plain object an operation reads: `{ name: value }`, arrays where `max` is `*`.
 *
 * @throws every obstacle at once: undeclared, missing, repeated or wrongly typed parameters (400)
 */
export function decodeParameters(body: FhirResource | undefined, declared: readonly OperationParameter[]): Values {
  if (body !== undefined && body.resourceType !== 'Parameters') throw errors.notParameters({ at: 'Parameters' });
  const obstacles: FhirError[] = [];
  const values = decode(
    body?.parameter ?? [],
    declared.filter((one) => one.use === 'in'),
    'Parameters.parameter',
    obstacles,
  );
  if (obstacles.length > 0) throw combine(obstacles);
  return values;
}

function decode(
  given: readonly ParametersParameter[],
  declared: readonly OperationParameter[],
  path: string,
  obstacles: FhirError[],
): Values {
  const known = new Map(declared.map((one) => [one.name, one]));
  for (const one of given) {
    if (!known.has(one.name)) obstacles.push(errors.unknownParameter({ name: one.name, at: path }));
  }
  const values: Values = {};
  for (const one of declared) {
    const at = `${path}.where(name='${one.name}')`;
    const found = given.filter((entry) => entry.name === one.name).map((entry) => readValue(entry, one, at, obstacles));
    if (found.length < one.min) obstacles.push(errors.missingParameter({ name: one.name, at }));
    if (found.length > 1 && one.max === '1') obstacles.push(errors.repeatedParameter({ name: one.name, at }));
    if (one.max === '*') values[one.name] = found;
    else if (found.length > 0) values[one.name] = found[0];
  }
  return values;
}

function readValue(
  entry: ParametersParameter,
  declared: OperationParameter,
  at: string,
  obstacles: FhirError[],
): unknown {
  if (declared.part) return decode(entry.part ?? [], declared.part, `${at}.part`, obstacles);
  const value = entry.resource ?? Object.entries(entry).find(([key]) => key.startsWith('value'))?.[1];
  if (!hasType(entry, declared.type))
    obstacles.push(errors.wrongParameterType({ name: declared.name, type: declared.type, at }));
  return value;
}

/** code, uri and date-like texts may come as `valueString` from simple clients */
const textTypes = new Set(['string', 'code', 'uri', 'id', 'date', 'dateTime', 'instant', 'markdown', 'canonical']);

function hasType(entry: ParametersParameter, type: string | undefined): boolean {
  if (type === undefined) return true;
  if (entry.resource) return type === 'Resource' || entry.resource.resourceType === type;
  const key = Object.keys(entry).find((name) => name.startsWith('value'));
  if (key === undefined) return false;
  const given = key.slice('value'.length);
  if (given.toLowerCase() === type.toLowerCase()) return true;
  if (given === 'Integer') return type === 'decimal';
  return given === 'String' && textTypes.has(type);
}

/** The answer of an operation as FHIR: a single `return` resource as it is, anything else wrapped in Parameters. */
export function encodeParameters(out: unknown, declared: readonly OperationParameter[]): FhirResource {
  const outs = declared.filter((one) => one.use === 'out');
  const isBare = outs.length === 1 && outs[0]?.name === 'return';
  if (isBare && isResource(out)) return out;
  const values: Values = isBare ? { return: out } : ((out ?? {}) as Values);
  return { resourceType: 'Parameters', parameter: encode(values, outs) } satisfies Parameters;
}

function encode(values: Values, declared: readonly OperationParameter[]): ParametersParameter[] {
  return declared.flatMap((one) => {
    const value = values[one.name];
    const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
    return list.map((item): ParametersParameter => {
      if (one.part) return { name: one.name, part: encode(item as Values, one.part) };
      if (isResource(item)) return { name: one.name, resource: item };
      if (one.type === '*' && typeof item === 'object') return { name: one.name, ...(item as object) };
      const type = one.type === '*' ? 'string' : (one.type ?? 'string');
      return { name: one.name, [`value${type[0]?.toUpperCase()}${type.slice(1)}`]: item };
    });
  });
}

const isResource = (value: unknown): value is FhirResource =>
  typeof value === 'object' && value !== null && 'resourceType' in value;

/** Plain values become Parameters again: how one room calls another, and how tests and the demo call over HTTP. */
export function toParameters(values: Values, declared: readonly OperationParameter[]): Parameters {
  return {
    resourceType: 'Parameters',
    parameter: encode(
      values,
      declared.filter((one) => one.use === 'in'),
    ),
  };
}
