import type { CodeOfSystem } from '@lienmach/fhir-store';
import type { CodeSystemConceptDesignation, CodeSystemConceptProperty, ConceptMap, ValueSet } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { Terminology } from '../terminology-contract.ts';
import { ancestors, descendants } from './concept-table.ts';
import { type ExpandQuestion, expandValueSet } from './expand.ts';
import { type ListQuestion, listedCodes } from './listed-codes.ts';
import { type DefinitionSource, Tables } from './tables.ts';
import { admits, type ValidateAnswer, type ValidateQuestion, validateCodes } from './validate.ts';

interface CodeQuestion {
  readonly system: string;
  readonly version?: string | undefined;
  readonly code: string;
  readonly date: string;
}

export interface LookupAnswer {
  readonly name: string;
  readonly version?: string | undefined;
  readonly display: string;
  readonly designation: readonly CodeSystemConceptDesignation[];
  /** as CodeSystem has them; parents and children among them */
  readonly property: readonly CodeSystemConceptProperty[];
}

export interface TranslateQuestion {
  /** of a map; absent: every map that leads out of the system */
  readonly url?: string | undefined;
  readonly version?: string | undefined;
  readonly system: string;
  readonly code: string;
  readonly targetSystem?: string | undefined;
  readonly reverse?: boolean | undefined;
  readonly date: string;
}

export interface Translation {
  readonly equivalence: string;
  readonly system: string;
  readonly code: string;
  readonly display?: string | undefined;
  /** canonical of the map it comes from */
  readonly source: string;
}

export type Subsumption = 'equivalent' | 'subsumes' | 'subsumed-by' | 'not-subsumed';

/** The questions of the FHIR terminology service, over catalogs, shipped definitions and those of the record. */
export interface TerminologyEngine {
  expand(question: ExpandQuestion, timestamp: string): Promise<ValueSet>;
  lookup(question: CodeQuestion): Promise<LookupAnswer>;
  validate(question: ValidateQuestion): Promise<ValidateAnswer>;
  /** @throws errors.unknownSystem, errors.unknownCode */
  subsumes(question: Omit<CodeQuestion, 'code'> & { codeA: string; codeB: string }): Promise<Subsumption>;
  translate(question: TranslateQuestion): Promise<readonly Translation[]>;
  /** the code with everything beneath or above it; undefined: the system is not known here */
  hierarchy(question: CodeQuestion & { direction: 'above' | 'below' }): Promise<readonly string[] | undefined>;
  /** the codes of a value set, whole systems unlisted; undefined: not known here, or too many to name */
  list(question: ListQuestion): Promise<readonly CodeOfSystem[] | undefined>;
  /** undefined: nobody here can tell */
  admits(
    valueSet: string,
    coding: { system?: string | undefined; code: string },
    date: string,
  ): Promise<boolean | undefined>;
}

export function openTerminologyEngine(source: DefinitionSource, catalogs: Terminology): TerminologyEngine {
  const tables = new Tables(source, catalogs);
  const fresh = async <T>(ask: () => Promise<T>): Promise<T> => {
    await tables.refresh();
    return ask();
  };
  return {
    expand: (question, timestamp) => fresh(() => expandValueSet(tables, question, timestamp)),
    lookup: (question) => fresh(() => lookup(tables, question)),
    validate: (question) => fresh(() => validateCodes(tables, question)),
    subsumes: (question) => fresh(() => subsumes(tables, question)),
    translate: (question) => fresh(() => translate(tables, question)),
    hierarchy: (question) => fresh(() => hierarchy(tables, question)),
    list: (question) => fresh(() => listedCodes(tables, question)),
    admits: (url, coding, date) => fresh(() => admits(tables, url, coding, date)),
  };
}

async function nodeOf(tables: Tables, { system, version, code, date }: CodeQuestion) {
  const table = await tables.table(version === undefined ? system : `${system}|${version}`, date);
  if (!table || table.head.content === 'not-present') throw errors.unknownSystem({ url: system, at: 'system' });
  const node = table.find(code);
  if (!node) throw errors.unknownCode({ code, system, date, at: 'code' });
  return { table, node };
}

async function lookup(tables: Tables, question: CodeQuestion): Promise<LookupAnswer> {
  const { table, node } = await nodeOf(tables, question);
  const { head } = table;
  const related = (code: 'parent' | 'child', nodes: readonly { code: string }[]) =>
    nodes
      .filter((one) => !node.property.some((known) => known.code === code && known.valueCode === one.code))
      .map((one) => ({ code, valueCode: one.code }));
  return {
    name: head.title ?? head.name ?? head.url ?? '',
    version: head.version,
    display: node.display ?? '',
    designation: node.designation,
    property: [
      ...node.property,
      ...related('parent', node.parents),
      ...related('child', node.children),
      ...(node.definition === undefined ? [] : [{ code: 'definition', valueString: node.definition }]),
    ],
  };
}

async function subsumes(
  tables: Tables,
  { codeA, codeB, ...rest }: Omit<CodeQuestion, 'code'> & { codeA: string; codeB: string },
): Promise<Subsumption> {
  const { node: a } = await nodeOf(tables, { ...rest, code: codeA });
  const { node: b } = await nodeOf(tables, { ...rest, code: codeB });
  if (a === b || a.code === b.code) return 'equivalent';
  if (ancestors(b).has(a)) return 'subsumes';
  return ancestors(a).has(b) ? 'subsumed-by' : 'not-subsumed';
}

async function hierarchy(tables: Tables, { direction, ...question }: CodeQuestion & { direction: 'above' | 'below' }) {
  const table = await tables.table(question.system, question.date);
  const node = table?.find(question.code);
  if (!node) return undefined;
  const nodes = direction === 'above' ? ancestors(node) : descendants(node);
  return [...nodes].map(({ code }) => code);
}

async function translate(tables: Tables, question: TranslateQuestion): Promise<Translation[]> {
  const { url, version, system, code, date, reverse } = question;
  const canonical = url !== undefined && version !== undefined ? `${url}|${version}` : url;
  const named = canonical === undefined ? undefined : await tables.source.find('ConceptMap', canonical);
  const own =
    url === undefined || reverse === true ? [] : await tables.catalogs.translate({ map: url, system, code, date });
  if (url !== undefined && !named && own.length === 0) throw errors.unknownMap({ url, at: 'url' });
  const maps = named ? [named] : url === undefined ? await tables.source.mapsOf(system) : [];
  const found = [
    ...own.map((one) => ({ ...one, source: url ?? '' })),
    ...maps.flatMap((map) => (reverse === true ? backwards(map, question) : forwards(map, question))),
  ];
  return found.filter((one) => question.targetSystem === undefined || one.system === question.targetSystem);
}

const sourceOf = ({ url = '', version }: ConceptMap): string => (version === undefined ? url : `${url}|${version}`);

/** Codes that the map does not have go where `unmapped` says. */
function forwards(map: ConceptMap, { system, code }: TranslateQuestion): Translation[] {
  return (map.group ?? [])
    .filter((group) => group.source === undefined || group.source === system)
    .flatMap(({ element, target: targetSystem = '', unmapped }) => {
      const found = element.filter((one) => one.code === code);
      const source = sourceOf(map);
      if (found.length === 0 && unmapped?.mode === 'provided')
        return [{ equivalence: 'equivalent', system: targetSystem, code, source }];
      if (found.length === 0 && unmapped?.mode === 'fixed' && unmapped.code !== undefined)
        return [{ equivalence: 'wider', system: targetSystem, code: unmapped.code, display: unmapped.display, source }];
      return found.flatMap(({ target = [] }) =>
        target.flatMap((one) =>
          one.code === undefined
            ? []
            : [{ equivalence: one.equivalence, system: targetSystem, code: one.code, display: one.display, source }],
        ),
      );
    });
}

const turned: Readonly<Record<string, string>> = {
  wider: 'narrower',
  narrower: 'wider',
  subsumes: 'specializes',
  specializes: 'subsumes',
};

function backwards(map: ConceptMap, { system, code }: TranslateQuestion): Translation[] {
  return (map.group ?? [])
    .filter((group) => group.target === undefined || group.target === system)
    .flatMap(({ element, source: sourceSystem = '' }) =>
      element.flatMap((one) =>
        (one.target ?? [])
          .filter((target) => target.code === code && one.code !== undefined)
          .map((target) => ({
            equivalence: turned[target.equivalence] ?? target.equivalence,
            system: sourceSystem,
            code: one.code ?? '',
            display: one.display,
            source: sourceOf(map),
          })),
      ),
    );
}
