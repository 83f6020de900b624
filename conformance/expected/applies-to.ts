import { findStructure, type SearchParameterRow } from '@lienmach/fhir-definitions';

/** Is this a parameter of the type? `Binary`, `Bundle` and `Parameters` are a Resource, but no DomainResource. */
export const appliesTo = (type: string, { base }: SearchParameterRow): boolean =>
  [type, 'Resource', findStructure(type)?.base].some((one) => one !== undefined && base.includes(one));
