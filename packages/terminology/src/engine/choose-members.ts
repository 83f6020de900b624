import { fold } from '@lienmach/fhir-store';
import type { ValueSet, ValueSetComposeInclude } from 'fhir/r4';
import { type ConceptNode, type Folded, filterOf, foldAll, foldedOf } from './concept-table.ts';
import { filterTest } from './filter.ts';
import { type Gathering, type Member, membersOf, tableOf } from './members.ts';

interface Wanted {
  readonly filter?: string | undefined;
  readonly activeOnly?: boolean | undefined;
  readonly count: number;
  readonly offset: number;
}

export interface ChosenPage {
  /** all that were chosen, before paging */
  readonly total: number;
  readonly page: readonly Member[];
  /** nothing was left out */
  readonly isWhole: boolean;
}

/** Members of a value set that match what was typed, best first, of one page. */
export async function chosenPage(valueSet: ValueSet, wanted: Wanted, gathering: Gathering): Promise<ChosenPage> {
  const include = oneSystem(valueSet);
  if (include) return ofOneSystem(include, wanted, gathering);
  const members = [...(await membersOf(valueSet, gathering)).values()];
  const chosen = choose(members, wanted);
  const page = chosen.slice(wanted.offset, wanted.offset + wanted.count);
  return { total: chosen.length, page, isWhole: page.length === members.length };
}

type OneSystem = ValueSetComposeInclude & { readonly system: string };

/** All of one system or a branch of it, and nothing else. */
function oneSystem({ compose }: ValueSet): OneSystem | undefined {
  const [include, ...more] = compose?.include ?? [];
  const { system, concept, valueSet } = include ?? {};
  if (system === undefined || concept || valueSet || more.length > 0 || compose?.exclude) return undefined;
  return { ...include, system };
}

/** 100,000 concepts are neither copied nor named one by one: their words are asked, and only the page becomes members. */
async function ofOneSystem(include: OneSystem, wanted: Wanted, gathering: Gathering): Promise<ChosenPage> {
  const { system } = include;
  const { filter = '', activeOnly, offset, count } = wanted;
  const table = await tableOf(include, gathering);
  const tests = (include.filter ?? []).map((one) => filterTest(one, table));
  if (activeOnly === true) tests.push((node) => !node.isInactive);
  const found = fold(filter) === '' ? table.list : table.search(filter);
  const nodes = tests.length === 0 ? found : found.filter((node) => tests.every((test) => test(node)));
  const page = nodes.slice(offset, offset + count).map((node) => ({ system, table, node, ...shownOf(node) }));
  const isWhole = fold(filter) === '' && activeOnly !== true && page.length === nodes.length;
  return { total: nodes.length, page, isWhole };
}

const shownOf = ({ code, display }: ConceptNode) => ({ code, display });

function choose(members: readonly Member[], { filter = '', activeOnly }: Wanted): readonly Member[] {
  const active = activeOnly === true ? members.filter(({ node }) => node?.isInactive !== true) : members;
  const fits = filterOf(filter);
  if (fits === undefined) return active;
  const wanted = fold(filter);
  const ranks: Member[][] = [[], [], [], [], []];
  for (const member of active) {
    const folded = foldedMember(member);
    if (fits(folded)) ranks[rankOf(folded, wanted)]?.push(member);
  }
  return ranks.flat();
}

/** What the value set calls it stands before what the system does. */
function foldedMember({ node, code, display, listed }: Member): Folded {
  if (node !== undefined && node.display === display) return foldedOf(node);
  return foldAll(code, display, [...(node?.designation ?? []), ...(listed?.designation ?? [])]);
}

function rankOf({ code, display }: Folded, wanted: string): number {
  if (code === wanted) return 0;
  if (code.startsWith(wanted)) return 1;
  const place = display.indexOf(wanted);
  return place === 0 ? 2 : place > 0 ? 3 : 4;
}
