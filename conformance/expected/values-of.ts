import type { SearchParameterRow } from '@lienmach/fhir-definitions';
import fhirpath, { type UserInvocationTable } from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { type Json, nodeOf, textOf } from '../json.ts';
import { alternativesOf } from './alternatives.ts';

/** A value that a search expression finds, with its FHIR type: `CodeableConcept`, `dateTime`, … */
export interface Found {
  readonly type: string;
  readonly value: unknown;
}

type Evaluate = (resource: Json) => Found[];

const typeOfReference = (value: unknown): string | undefined =>
  /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+(?:\/_history\/[^/]+)?$/.exec(textOf(nodeOf(value).reference) ?? '')?.[1];

const table: UserInvocationTable = {
  refersTo: {
    fn: (values: readonly unknown[], type: unknown) =>
      values.map((value) => typeOfReference(nodeOf(value).data ?? value) === type),
    arity: { 1: ['String'] },
    internalStructures: true,
  },
};
const options = { resolveInternalTypes: false, userInvocationTable: table };

/**
 * What HL7 wrote, as FHIRPath has it: `as` takes one value and `resolve()` needs a server, so a cast becomes a filter and a
 * reference is known by its address; `Resource.id` is said of the type at hand; one root and one type's name are misspelt.
 */
function spelt(text: string, type: string, row: SearchParameterRow): string {
  const rooted = /^[a-z]/.test(text) && row.base.length === 1 ? `${row.base[0]}.${text}` : text;
  return rooted
    .replace(/resolve\(\) is ([A-Za-z]+)/g, "refersTo('$1')")
    .replace(/ as ([A-Za-z]+)\)/g, '.ofType($1))')
    .replace(/\.as\(/g, '.ofType(')
    .replaceAll('ofType(DateTime)', 'ofType(dateTime)')
    .replace(/^(Domain)?Resource\b/, type);
}

const compiled = new Map<string, Evaluate>();

/** Evaluates any expression on a resource, by the fhirpath package with its model of R4. */
export function evaluate(expression: string): Evaluate {
  let run = compiled.get(expression);
  if (!run) {
    const path = fhirpath.compile(expression, r4, options);
    run = (resource) => {
      const found = path(resource, { resource }) as unknown[];
      const types = fhirpath.types(found);
      return found.map((value, index) => ({
        type: (types[index] ?? '').replace(/^[A-Za-z]+\./, ''),
        value: fhirpath.resolveInternalTypes(value) as unknown,
      }));
    };
    compiled.set(expression, run);
  }
  return run;
}

/** The alternatives of a parameter that speak about this type, spelt so that they can be evaluated. */
export function expressionsOf(type: string, row: SearchParameterRow): string[] {
  return alternativesOf(row.expression ?? '')
    .map((text) => spelt(text, type, row))
    .filter((text) => text.replace(/^\(+/, '').match(/^[A-Za-z]+/)?.[0] === type);
}

/** Every value of a parameter in a resource. */
export const valuesOf = (row: SearchParameterRow, resource: Json): Found[] => {
  const text = expressionsOf(String(resource.resourceType), row).join(' | ');
  if (text === '') return [];
  const found = evaluate(text)(resource);
  if (resource.resourceType !== 'Bundle') return found;
  // the first entry of a Bundle is for two parameters, each of which means one type
  return found.filter(({ value }) => {
    const { resourceType } = nodeOf(value);
    return resourceType === undefined || row.target?.includes(String(resourceType));
  });
};

/** Of a composite: for each place where it may hold, the values of every component there. */
export function placesOf(row: SearchParameterRow, resource: Json): Found[][][] {
  const type = String(resource.resourceType);
  return expressionsOf(type, row).flatMap((context) => {
    const count = evaluate(context)(resource).length;
    return Array.from({ length: count }, (_, index) =>
      componentsOf(row).map(({ expression }) => componentValues(row, context, index, expression, resource)),
    );
  });
}

/** The standard gives the two components of this one each other's expression. */
const componentsOf = ({ url, components = [] }: SearchParameterRow) =>
  url.endsWith('/DocumentReference-relationship')
    ? components.map((one, index) => ({ ...one, expression: components[1 - index]?.expression ?? '' }))
    : components;

function componentValues(row: SearchParameterRow, context: string, index: number, expression: string, resource: Json) {
  if (expression.startsWith('%resource.'))
    return evaluate(`${resource.resourceType}.${expression.slice('%resource.'.length)}`)(resource);
  const parts = alternativesOf(expression).map((text) => spelt(text, '', { ...row, base: [] }));
  return parts.flatMap((part) => evaluate(`${context}.skip(${index}).take(1).${part}`)(resource));
}
