export { type ChildElement, childElements } from './child-elements.ts';
export type {
  CodeGroup,
  Definitions,
  ElementRow,
  ElementType,
  SearchParameterComponent,
  SearchParameterRow,
  SearchParameterType,
  TypeDefinition,
  TypeKind,
} from './compact-types.ts';
export {
  compartmentParameters,
  definitions,
  findStructure,
  requiredCodes,
  resourceTypes,
  searchParameters,
  structure,
} from './definitions.ts';
export { publishedProfile, publishedTerminology, type TerminologyResource } from './published.ts';
