import type { Extension, ValueSet, ValueSetExpansionContains, ValueSetExpansionParameter } from 'fhir/r4';
import { chosenPage } from './choose-members.ts';
import type { ConceptNode } from './concept-table.ts';
import { textOfProperty } from './filter.ts';
import { findValueSet, type Gathering, keyOf, type Member, Sources, standingOf } from './members.ts';
import type { Tables } from './tables.ts';

export interface ExpandQuestion {
  readonly url?: string | undefined;
  readonly valueSet?: ValueSet | undefined;
  readonly filter?: string | undefined;
  readonly date: string;
  readonly count: number;
  readonly offset: number;
  readonly activeOnly?: boolean | undefined;
  readonly excludeNested?: boolean | undefined;
  readonly includeDesignations?: boolean | undefined;
  readonly includeDefinition?: boolean | undefined;
  readonly displayLanguage?: string | undefined;
  readonly property?: readonly string[] | undefined;
}

const PROPERTY = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property';

const UNCLOSED = 'http://hl7.org/fhir/StructureDefinition/valueset-unclosed';

/**
 * The codes of a value set, page by page; nested as its only code system is, when nothing was filtered and all fit.
 *
 * @source FHIR R4 4.0.1, valueset-operation-expand.html (verified); properties as the R5 extension says (verified)
 */
export async function expandValueSet(tables: Tables, question: ExpandQuestion, timestamp: string): Promise<ValueSet> {
  const gathering: Gathering = { tables, date: question.date, sources: new Sources(), path: [] };
  const valueSet = question.valueSet ?? (await findValueSet(gathering, question.url ?? ''));
  const quick = await quickPage(tables, valueSet, question);
  const shown = headOf(valueSet, question);
  if (quick) return { ...shown, expansion: { identifier: newIdentifier(), timestamp, ...quick } };
  const { total, page, isWhole } = await chosenPage(valueSet, question, gathering);
  const contains =
    isWhole && question.excludeNested !== true && isNestable(valueSet)
      ? nest(page, question)
      : page.map((member) => containsOf(member, question));
  const endless = [...gathering.sources.systems.values()].find(({ isEndless }) => isEndless);
  return {
    ...shown,
    expansion: {
      ...(endless === undefined ? {} : { extension: unclosed(endless.head.url) }),
      identifier: newIdentifier(),
      timestamp,
      ...(endless === undefined ? { total } : {}),
      offset: question.offset,
      parameter: parametersOf(valueSet, question, gathering.sources),
      contains,
    },
  };
}

const newIdentifier = (): string => `urn:uuid:${crypto.randomUUID()}`;

/** what an expansion says of its value set, unless all of the definition is asked for */
const head = new Set('resourceType id url identifier version name title status experimental date publisher'.split(' '));
const never = new Set(['text', 'expansion', 'meta']);

const headOf = (valueSet: ValueSet, { includeDefinition }: ExpandQuestion): ValueSet =>
  Object.fromEntries(
    Object.entries(valueSet).filter(([name]) => (includeDefinition === true ? !never.has(name) : head.has(name))),
  ) as ValueSet;

/** A grammar has codes without end: what is listed is only a part, and nobody can count them. */
const unclosed = (system = ''): Extension[] => [
  { url: UNCLOSED, valueBoolean: true },
  { url: `${UNCLOSED}-reason`, valueString: `Hệ mã ${system} ghép mã theo quy tắc nên không liệt kê hết được.` },
];

/** A whole catalog is searched by its own index, which answers every letter that somebody types. */
async function quickPage(tables: Tables, { compose, url = '' }: ValueSet, question: ExpandQuestion) {
  const [include, ...more] = compose?.include ?? [];
  const { system, version, concept, filter, valueSet } = include ?? {};
  const isWhole = !version && !concept && !filter && !valueSet && more.length === 0 && !compose?.exclude;
  if (system === undefined || !isWhole || question.property !== undefined) return undefined;
  if (!url.startsWith(system) || (await tables.catalogs.edition(system)) === undefined) return undefined;
  const { filter: typed, date, count, offset } = question;
  const found = await tables.catalogs.expand({ system, date, count, offset, ...(typed ? { filter: typed } : {}) });
  const contains = found.concepts.map(({ code, display }) => ({ system, code, display }));
  return { total: found.total, offset, contains };
}

const isNestable = ({ compose }: ValueSet): boolean => {
  const [include, ...more] = compose?.include ?? [];
  return more.length === 0 && include?.system !== undefined && !include.concept && !include.valueSet;
};

/** The hierarchy of the system, of those codes that are members; children of a missing one move up. */
function nest(members: readonly Member[], question: ExpandQuestion): ValueSetExpansionContains[] {
  const byKey = new Map(members.map((member) => [keyOf(member), member]));
  const placed = new Set<ConceptNode>();
  const below = (nodes: readonly ConceptNode[], system: string): ValueSetExpansionContains[] =>
    nodes.flatMap((node) => {
      const member = byKey.get(keyOf({ system, code: node.code }));
      if (placed.has(node)) return [];
      placed.add(node);
      const contains = below(node.children, system);
      if (!member) return contains;
      return [{ ...containsOf(member, question), ...(contains.length > 0 ? { contains } : {}) }];
    });
  const [first] = members;
  return first?.table ? below(first.table.roots, first.system) : members.map((one) => containsOf(one, question));
}

function containsOf(member: Member, question: ExpandQuestion): ValueSetExpansionContains {
  const { system, code, node, listed } = member;
  const extension = [...(listed?.extension ?? []), ...propertiesOf(node, question.property ?? [])];
  const designation = question.includeDesignations === true ? (listed?.designation ?? node?.designation ?? []) : [];
  const display = displayIn(member, question.displayLanguage);
  return {
    ...(extension.length > 0 ? { extension } : {}),
    system,
    ...(node?.isAbstract ? { abstract: true } : {}),
    ...(node?.isInactive ? { inactive: true } : {}),
    code,
    ...(display === undefined ? {} : { display }),
    ...(designation.length > 0 ? { designation: [...designation] } : {}),
  };
}

const propertiesOf = (node: ConceptNode | undefined, wanted: readonly string[]) =>
  (node?.property ?? [])
    .filter(({ code }) => wanted.includes(code))
    .map((property) => ({
      url: PROPERTY,
      extension: [
        { url: 'code', valueCode: property.code },
        { url: 'value', valueString: textOfProperty(property) },
      ],
    }));

/** The word in the language that was asked for, else the display. */
export function displayIn({ node, display, listed }: Member, language: string | undefined): string | undefined {
  if (language === undefined) return display;
  const all = [...(listed?.designation ?? []), ...(node?.designation ?? [])];
  return all.find((one) => one.language === language || one.language?.startsWith(`${language}-`))?.value ?? display;
}

function parametersOf(
  valueSet: ValueSet,
  { filter, excludeNested, activeOnly }: ExpandQuestion,
  sources: Sources,
): ValueSetExpansionParameter[] {
  const systems = [...sources.systems].map(([canonical, { head }]) => ({ canonical, standing: standingOf(head) }));
  const sets = [...sources.valueSets].map(([canonical, one]) => ({ canonical, standing: standingOf(one) }));
  const own = { canonical: `${valueSet.url}|${valueSet.version}`, standing: standingOf(valueSet) };
  return [
    ...(filter ? [{ name: 'filter', valueString: filter }] : []),
    ...(excludeNested === undefined ? [] : [{ name: 'excludeNested', valueBoolean: excludeNested }]),
    ...(activeOnly === undefined ? [] : [{ name: 'activeOnly', valueBoolean: activeOnly }]),
    ...systems.map(({ canonical }) => ({ name: 'used-codesystem', valueUri: canonical })),
    ...sets.map(({ canonical }) => ({ name: 'used-valueset', valueUri: canonical })),
    ...[...systems, ...sets, own].flatMap(({ canonical, standing }) =>
      standing === undefined ? [] : [{ name: `warning-${standing}`, valueUri: canonical }],
    ),
  ];
}
