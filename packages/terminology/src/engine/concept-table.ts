import { fold } from '@lienmach/fhir-store';
import type { CodeSystem, CodeSystemConcept, CodeSystemConceptProperty } from 'fhir/r4';
import { type IndexedConcept, WordIndex } from '../word-index.ts';

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
  /** made when somebody first searches */
  folded?: Folded;
}

/** Words without accents, for searching. */
export interface Folded {
  readonly code: string;
  readonly display: string;
  /** with designations */
  readonly all: string;
}

/** What a table is of. */
export type SystemHead = Pick<
  CodeSystem,
  'url' | 'version' | 'name' | 'title' | 'status' | 'experimental' | 'extension'
> & {
  readonly content: CodeSystem['content'];
  readonly caseSensitive?: boolean | undefined;
};

/** a day on which every concept of a table is in force */
const ALWAYS = 1;

const indexed = ({ code, display = '', designation }: ConceptNode): IndexedConcept => ({
  code,
  display: [display, ...designation.map(({ value }) => value)].join(' '),
  from: ALWAYS,
  to: ALWAYS,
});

/** All concepts of one edition of a code system, in memory, found by code and by their place in the hierarchy. */
export class ConceptTable {
  readonly head: SystemHead;
  readonly roots: readonly ConceptNode[];
  readonly #byCode = new Map<string, ConceptNode>();
  readonly #spelt: ((code: string) => CodeSystemConcept | undefined) | undefined;
  #list: readonly ConceptNode[] | undefined;
  #words: WordIndex | undefined;

  /** @param spelt  codes that are built by rules beside the listed ones; undefined: no such code */
  constructor(
    head: SystemHead,
    concepts: readonly CodeSystemConcept[],
    spelt?: (code: string) => CodeSystemConcept | undefined,
  ) {
    this.head = head;
    this.#spelt = spelt;
    for (const concept of concepts) this.#add(concept, undefined);
    this.#link();
    this.roots = [...this.#byCode.values()].filter(({ parents }) => parents.length === 0);
  }

  get size(): number {
    return this.#byCode.size;
  }

  /** in the order in which the system was written */
  get list(): readonly ConceptNode[] {
    this.#list ??= [...this.#byCode.values()];
    return this.#list;
  }

  /** Concepts some words of which begin with what was typed, best first. The words are read when somebody first types. */
  search(filter: string): ConceptNode[] {
    this.#words ??= new WordIndex(this.list.map(indexed));
    return this.#words.find(filter, ALWAYS).flatMap((code) => this.#byCode.get(this.#key(code)) ?? []);
  }

  find(code: string): ConceptNode | undefined {
    return this.#listed(code) ?? this.#built(code);
  }

  /** has a grammar, so that nobody can list all of its codes */
  get isEndless(): boolean {
    return this.#spelt !== undefined;
  }

  #listed(code: string): ConceptNode | undefined {
    return this.#byCode.get(this.#key(code));
  }

  #built(code: string): ConceptNode | undefined {
    const concept = this.#spelt?.(code);
    return concept && (this.#listed(concept.code) ?? nodeOf(concept));
  }

  #key(code: string): string {
    return this.head.caseSensitive === false ? code.toLowerCase() : code;
  }

  #add(concept: CodeSystemConcept, parent: ConceptNode | undefined): void {
    const known = this.#listed(concept.code);
    const node = known ?? nodeOf(concept);
    if (!known) this.#byCode.set(this.#key(concept.code), node);
    if (parent) join(parent, node);
    for (const child of concept.concept ?? []) this.#add(child, node);
  }

  /** Hierarchies are written by nesting, and by properties that name parents or children. */
  #link(): void {
    for (const node of this.#byCode.values())
      for (const { code, valueCode = '' } of node.property) {
        const other = this.#listed(valueCode);
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

/** Kept with the concept, so that the next letter that somebody types does not fold it again. */
export function foldedOf(node: ConceptNode): Folded {
  node.folded ??= foldAll(node.code, node.display, node.designation);
  return node.folded;
}

export function foldAll(code: string, display = '', designation: ConceptNode['designation'] = []): Folded {
  const [foldedCode, text] = [fold(code), fold(display)];
  const more = designation.map(({ value }) => ` ${fold(value)}`).join('');
  return { code: foldedCode, display: text, all: ` ${foldedCode} ${text}${more}` };
}

/** Every word of the filter begins a word of the code, the display or a designation. */
export function filterOf(filter: string): ((folded: Folded) => boolean) | undefined {
  const words = fold(filter).split(' ').filter(Boolean);
  if (words.length === 0) return undefined;
  const beginnings = words.map((word) => [` ${word}`, `-${word}`, `(${word}`]);
  return ({ all }) => beginnings.every((ways) => ways.some((way) => all.includes(way)));
}
