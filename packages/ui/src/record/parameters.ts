import type { FhirResource, Parameters, ParametersParameter } from 'fhir/r4';

/** Plain values as FHIR Parameters: lists repeat, objects become parts, `{ valueCoding: … }` goes through as it is. */
export function parametersOf(values: Readonly<Record<string, unknown>>): Parameters {
  return { resourceType: 'Parameters', parameter: partsOf(values) };
}

function partsOf(values: Readonly<Record<string, unknown>>): ParametersParameter[] {
  return Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one: unknown) => one !== undefined)
      .map((one: unknown) => ({ name, ...contentOf(one) })),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isResource = (value: Record<string, unknown>): boolean => typeof value.resourceType === 'string';

function contentOf(value: unknown): Omit<ParametersParameter, 'name'> {
  if (typeof value === 'string') return { valueString: value };
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { valueInteger: value } : { valueDecimal: value };
  if (!isObject(value)) return {};
  if (isResource(value)) return { resource: value as object as FhirResource };
  if (Object.keys(value).every((key) => /^value[A-Z]/.test(key))) return value;
  return { part: partsOf(value) };
}

/** The value of one out parameter, whatever its type. */
export function valueIn<Value>(parameters: Parameters, name: string): Value | undefined {
  return valuesIn<Value>(parameters, name)[0];
}

/** All values of a repeating out parameter; parts come as Parameters of their own. */
export function valuesIn<Value>(parameters: Parameters, name: string): Value[] {
  return (parameters.parameter ?? []).filter((one) => one.name === name).map((one) => contentIn(one) as Value);
}

function contentIn(parameter: ParametersParameter): unknown {
  if (parameter.resource) return parameter.resource;
  if (parameter.part) return { resourceType: 'Parameters', parameter: parameter.part };
  return Object.entries(parameter).find(([key]) => key.startsWith('value'))?.[1];
}
