import type { SearchParameter } from 'fhir/r4';
import type { SearchParameterRow } from './compact-types.ts';

/** Search parameters of HL7's base specification, in its order. */
export function compactSearchParameters(parameters: readonly SearchParameter[]): SearchParameterRow[] {
  return parameters
    .filter((parameter) => parameter.version === '4.0.1' && parameter.url.startsWith('http://hl7.org/fhir/'))
    .map((parameter) => ({
      url: parameter.url,
      code: parameter.code,
      base: parameter.base,
      type: parameter.type,
      ...(parameter.expression ? { expression: parameter.expression } : {}),
      ...(parameter.target ? { target: parameter.target } : {}),
      ...(parameter.component
        ? { components: parameter.component.map(({ definition, expression }) => ({ definition, expression })) }
        : {}),
    }));
}
