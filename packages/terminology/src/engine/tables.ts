import type { CodeSystem, CodeSystemConcept, ConceptMap, ValueSet } from 'fhir/r4';
import type { Concept, Terminology } from '../terminology-contract.ts';
import { ConceptTable } from './concept-table.ts';
import { LANGUAGES, languageTable } from './language-tags.ts';

export type DefinedKind = 'CodeSystem' | 'ValueSet' | 'ConceptMap';
export interface Defined {
  readonly CodeSystem: CodeSystem;
  readonly ValueSet: ValueSet;
  readonly ConceptMap: ConceptMap;
}

/** Where value sets, code systems and concept maps come from beside the catalogs. */
export interface DefinitionSource {
  /** @param canonical  with or without `|version`, or `Type/id` */
  find<K extends DefinedKind>(kind: K, canonical: string): Promise<Defined[K] | undefined>;
  /** concept maps that lead out of a system, when no map is named */
  mapsOf(sourceSystem: string): Promise<readonly ConceptMap[]>;
  /** changes when what is found may have changed */
  stamp(): Promise<string>;
}

/** A house with catalogs only. */
export const noDefinitions: DefinitionSource = {
  find: async () => undefined,
  mapsOf: async () => [],
  stamp: async () => '',
};

/** concepts of all tables together that are kept in memory */
const MOST_CONCEPTS = 600_000;

/** Code systems as tables: definitions from wherever they are kept, catalogs as they stood on a day. Made once, kept while they fit. */
export class Tables {
  readonly source: DefinitionSource;
  readonly catalogs: Terminology;
  readonly #kept = new Map<string, Promise<ConceptTable | undefined>>();
  #stamp = '';
  #concepts = 0;

  constructor(source: DefinitionSource, catalogs: Terminology) {
    this.source = source;
    this.catalogs = catalogs;
  }

  /** Forgets what may be outdated; asked once for every question from outside. */
  async refresh(): Promise<void> {
    const stamp = await this.source.stamp();
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#kept.clear();
    this.#concepts = 0;
  }

  /** @param canonical  system, with or without `|version` */
  async table(canonical: string, date: string): Promise<ConceptTable | undefined> {
    const [system = ''] = canonical.split('|', 1);
    const edition = await this.catalogs.edition(system);
    const key = edition === undefined ? canonical : `${system} ${edition} ${date}`;
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const made = edition === undefined ? this.#defined(canonical) : this.#catalog(system, edition, date);
    this.#kept.set(key, made);
    const table = await made.catch((thrown: unknown) => {
      this.#kept.delete(key);
      throw thrown;
    });
    this.#makeRoom(table?.size ?? 0);
    return table;
  }

  #makeRoom(added: number): void {
    this.#concepts += added;
    if (this.#concepts <= MOST_CONCEPTS) return;
    const [newest] = [...this.#kept].slice(-1);
    this.#kept.clear();
    if (newest) this.#kept.set(...newest);
    this.#concepts = added;
  }

  async #defined(canonical: string): Promise<ConceptTable | undefined> {
    const found = await this.source.find('CodeSystem', canonical);
    if (found) return new ConceptTable(found, found.concept ?? []);
    return canonical === LANGUAGES ? languageTable() : undefined;
  }

  async #catalog(url: string, version: string, date: string): Promise<ConceptTable> {
    const concepts = await this.catalogs.all({ system: url, date });
    const codes = new Set(concepts.map(({ code }) => code));
    const head = { url, version, status: 'active', content: 'complete' } as const;
    return new ConceptTable(
      head,
      concepts.map((concept) => asConcept(concept, codes)),
    );
  }
}

/** `I10.1` lies beneath `I10` where the catalog has both and names no parent itself: so its codes are built. */
function parentOf({ code, properties }: Concept, codes: ReadonlySet<string>): string | undefined {
  if (properties.parent !== undefined) return undefined;
  for (let at = code.lastIndexOf('.'); at > 0; at = code.lastIndexOf('.', at - 1))
    if (codes.has(code.slice(0, at))) return code.slice(0, at);
  return undefined;
}

function asConcept(concept: Concept, codes: ReadonlySet<string>): CodeSystemConcept {
  const { code, display, properties } = concept;
  const parent = parentOf(concept, codes);
  const property = Object.entries(properties).map(([name, value]) => {
    if (typeof value === 'boolean') return { code: name, valueBoolean: value };
    if (typeof value === 'number') return { code: name, valueDecimal: value };
    return name === 'parent' ? { code: name, valueCode: value } : { code: name, valueString: value };
  });
  return {
    code,
    display,
    property: parent === undefined ? property : [...property, { code: 'parent', valueCode: parent }],
  };
}
