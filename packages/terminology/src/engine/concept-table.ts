import { fold } from '@lienmach/fhir-store';
import type { CodeSystem, CodeSystemConcept, CodeSystemConceptProperty } from 'fhir/r4';

/** One concept of a code system, wherever the system came from. */
export interface ConceptNode {
  readonly code: string;
  readonly display?: string;
  readonly definition?: string;
  readonly designation: NonNullable<CodeSystemConcept['designation']>;
  readonly property: readonly CodeSystemConceptProperty[];
  readonly extension?: NonNullable<CodeSystemConcept['extension']>;
  readonly parents: ConceptNode[];
  readonly children: ConceptNode[];
  readonly isInactive: boolean;
  /** cannot be chosen, only groups others */
  readonly isAbstract: boolean;
  /** code, display and designations without accents, made when somebody first searches */
  folded?: string;
}

/** What a table is of. */
export type SystemHead = Pick<
  CodeSystem,
  'url' | 'version' | 'name' | 'title' | 'status' | 'experimental' | 'extension'
> & {
  readonly content: CodeSystem['content'];
  readonly caseSensitive?: boolean | undefined;
};

/** All concepts of one edition of a code system, in memory, found by code and by their place in the hierarchy. */
export class ConceptTable {
  readonly head: SystemHead;
  readonly roots: readonly ConceptNode[];
  readonly #byCode = new Map<string, ConceptNode>();

  constructor(head: SystemHead, concepts: readonly CodeSystemConcept[]) {
    this.head = head;
    for (const concept of concepts) this.#add(concept, undefined);
    this.#link();
    this.roots = [...this.#byCode.values()].filter(({ parents }) => parents.length === 0);
  }

  get size(): number {
    return this.#byCode.size;
  }

  get all(): Iterable<ConceptNode> {
    return this.#byCode.values();
  }

  find(code: string): ConceptNode | undefined {
    return this.#byCode.get(this.#key(code));
  }

  /** `code` stands for itself and everything beneath it. */
  isBelow(node: ConceptNode, code: string): boolean {
    const top = this.find(code);
    return top !== undefined && ancestors(node).has(top);
  }

  #key(code: string): string {
    return this.head.caseSensitive === false ? code.toLowerCase() : code;
  }

  #add(concept: CodeSystemConcept, parent: ConceptNode | undefined): void {
    const known = this.find(concept.code);
    const node = known ?? nodeOf(concept);
    if (!known) this.#byCode.set(this.#key(concept.code), node);
    if (parent) join(parent, node);
    for (const child of concept.concept ?? []) this.#add(child, node);
  }

  /** Hierarchies are written by nesting, and by properties that name parents or children. */
  #link(): void {
    for (const node of this.#byCode.values())
      for (const { code, valueCode = '' } of node.property) {
        const other = this.find(valueCode);
        if (!other || other === node) continue;
        if (code === 'parent' || code === 'subsumedBy') join(other, node);
        else if (code === 'child') join(node, other);
      }
  }
}

/** The node and everything above it; hierarchies may have several parents, and by mistake circles. */
export function ancestors(node: ConceptNode): Set<ConceptNode> {
  const found = new Set([node]);
  for (const one of found) for (const parent of one.parents) found.add(parent);
  return found;
}

/** The node and everything beneath it. */
export function descendants(node: ConceptNode): Set<ConceptNode> {
  const found = new Set([node]);
  for (const one of found) for (const child of one.children) found.add(child);
  return found;
}

function join(parent: ConceptNode, child: ConceptNode): void {
  if (parent.children.includes(child)) return;
  parent.children.push(child);
  child.parents.push(parent);
}

function nodeOf({ code, display, definition, designation, property, extension }: CodeSystemConcept): ConceptNode {
  const properties = property ?? [];
  return {
    code,
    ...(display === undefined ? {} : { display }),
    ...(definition === undefined ? {} : { definition }),
    ...(extension === undefined ? {} : { extension }),
    designation: designation ?? [],
    property: properties,
    parents: [],
    children: [],
    isInactive: properties.some(isInactivity),
    isAbstract: properties.some((one) => ['notSelectable', 'abstract'].includes(one.code) && one.valueBoolean === true),
  };
}

/** @source HL7 concept properties `inactive` and `status` (verified) */
const isInactivity = ({ code, valueBoolean, valueCode }: CodeSystemConceptProperty): boolean =>
  (code === 'inactive' && valueBoolean === true) ||
  (code === 'status' && ['retired', 'inactive'].includes(valueCode ?? ''));

/** Every word of the filter begins a word of the code, the display or a designation. */
export function matchesFilter(node: ConceptNode, words: readonly string[]): boolean {
  node.folded ??= ` ${fold([node.code, node.display ?? '', ...node.designation.map(({ value }) => value)].join(' '))}`;
  const { folded } = node;
  return words.every(
    (word) => folded.includes(` ${word}`) || folded.includes(`-${word}`) || folded.includes(`(${word}`),
  );
}

export const wordsOfFilter = (filter: string): string[] => fold(filter).split(' ').filter(Boolean);
