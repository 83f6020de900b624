import type { Caller, FhirStore, ResourceType } from '@lienmach/fhir-store';
import type { FhirResource } from 'fhir/r4';
import { errors } from './errors.ts';
import type { FollowingNeed, Need } from './message-mapping.ts';
import { type NumberedNeed, numberedNeeds, shareOut } from './numbered-needs.ts';

/** how the integration desk reads a resource type */
const labels: Readonly<Record<string, string>> = {
  Patient: 'người bệnh',
  Encounter: 'lượt khám',
  ServiceRequest: 'chỉ định',
  DiagnosticReport: 'phiếu kết quả',
  Specimen: 'mẫu bệnh phẩm',
};

export interface Findings {
  readonly found: Readonly<Record<string, FhirResource>>;
  readonly lists: Readonly<Record<string, readonly FhirResource[]>>;
}

type PlainNeed = Exclude<Need, FollowingNeed>;
type Needs<N extends Need = Need> = readonly (readonly [string, N])[];

const isFollowing = (entry: readonly [string, Need]): entry is readonly [string, FollowingNeed] =>
  typeof entry[1] === 'object' && 'of' in entry[1];
const isPlain = (entry: readonly [string, Need]): entry is readonly [string, PlainNeed] => !isFollowing(entry);

const parts = (need: PlainNeed): { search: string; least: 0 | 1; most: number; isList: boolean } => {
  if (typeof need === 'string') return { search: need, least: 1, most: 1, isList: false };
  if ('many' in need) return { search: need.search, least: 0, most: need.many, isList: true };
  return { search: need.search, least: 0, most: 1, isList: false };
};

const entriesOf = (needs: Readonly<Record<string, Need>>): Needs => Object.entries(needs);

/** Needs that follow no other. */
export const firstNeeds = (needs: Readonly<Record<string, Need>>): Needs<PlainNeed> => entriesOf(needs).filter(isPlain);

/** What the others turn out to be. @param found  by these first ones */
export const followingNeeds = (
  needs: Readonly<Record<string, Need>>,
  found: Readonly<Record<string, FhirResource | undefined>>,
): Needs<PlainNeed> =>
  entriesOf(needs)
    .filter(isFollowing)
    .flatMap(([name, need]) => {
      const from = found[need.of];
      const search = from === undefined ? undefined : followedNeed(name, need, from);
      return search === undefined ? [] : [[name, search] as const];
    });

/** What a message speaks of, looked up side by side, then what that leads to. @throws exchange.needMissing, exchange.needAmbiguous */
export async function findNeeds(
  needs: Readonly<Record<string, Need>>,
  caller: Caller,
  store: FhirStore,
): Promise<Findings> {
  const first = await lookUpPlain(firstNeeds(needs), caller, store);
  const then = await lookUpPlain(followingNeeds(needs, first.found), caller, store);
  return { found: { ...first.found, ...then.found }, lists: { ...first.lists, ...then.lists } };
}

const escaped = (value: string): string => value.replace(/[\\,$|]/g, '\\$&');

/** The search that a need turns out to be. @throws exchange.needMissing where exactly one is wanted and nothing leads to it */
function followedNeed(
  name: string,
  { search, system, values, many, optional }: FollowingNeed,
  from: FhirResource,
): PlainNeed | undefined {
  const [type = '', parameter = ''] = search.split('?', 2);
  const wanted = values(from);
  if (wanted.length === 0) {
    if (many === undefined && optional === undefined)
      throw errors.needMissing({ need: name, label: labels[type] ?? type });
    return undefined;
  }
  const token = (value: string): string =>
    system === undefined ? escaped(value) : `${escaped(system)}|${escaped(value)}`;
  const text = `${type}?${new URLSearchParams({ [parameter]: wanted.map(token).join() })}`;
  if (many !== undefined) return { search: text, many };
  return optional ? { search: text, optional } : text;
}

async function lookUpPlain(entries: Needs<PlainNeed>, caller: Caller, store: FhirStore): Promise<Findings> {
  const found: Record<string, FhirResource> = {};
  const lists: Record<string, readonly FhirResource[]> = {};
  const together = numberedNeeds(entries);
  const numbered = new Set(together.flatMap((group) => group.map(({ name }) => name)));
  // groups of one message often ask for the same tube
  const alone = Map.groupBy(
    entries.filter(([name]) => !numbered.has(name)),
    ([, need]) => JSON.stringify(need),
  );
  const looked = await Promise.allSettled([
    ...together.map((group) => lookUpGroup(group, new Map(entries), caller, store)),
    ...[...alone.values()].map((same) => lookUpSame(same, caller, store)),
  ]);
  for (const one of looked) {
    if (one.status === 'rejected') throw one.reason;
    for (const { name, matches, isList } of one.value) {
      if (isList) lists[name] = matches;
      else if (matches[0] !== undefined) found[name] = matches[0];
    }
  }
  return { found, lists };
}

interface Looked {
  readonly name: string;
  readonly isList: boolean;
  readonly matches: readonly FhirResource[];
}

/** One search for all; where its answer does not fall apart into one for each, every need asks for itself and says what it lacks. */
async function lookUpGroup(
  group: readonly NumberedNeed[],
  needs: ReadonlyMap<string, PlainNeed>,
  caller: Caller,
  store: FhirStore,
): Promise<readonly Looked[]> {
  const query = new URLSearchParams({ identifier: group.map(({ token }) => token).join() });
  query.set('_count', String(group.length + 1));
  const { matches } = await store.search(caller, group[0]?.type as ResourceType, query);
  const shared = shareOut(
    group,
    matches.map(({ text }) => JSON.parse(text) as FhirResource),
  );
  if (shared !== undefined) return shared.map(([name, one]) => ({ name, isList: false, matches: [one] }));
  const own = group.flatMap(({ name }) => {
    const need = needs.get(name);
    return need === undefined ? [] : [lookUp(name, need, caller, store)];
  });
  return Promise.all(own);
}

/** One search for needs that ask the same. */
async function lookUpSame(same: Needs<PlainNeed>, caller: Caller, store: FhirStore): Promise<readonly Looked[]> {
  const [first] = same;
  if (first === undefined) return [];
  const looked = await lookUp(...first, caller, store);
  return same.map(([other]) => ({ ...looked, name: other }));
}

async function lookUp(name: string, need: PlainNeed, caller: Caller, store: FhirStore): Promise<Looked> {
  const { search, least, most, isList } = parts(need);
  const [type = '', query = ''] = search.split('?', 2);
  const page = await store.search(caller, type as ResourceType, new URLSearchParams(`${query}&_count=${most + 1}`));
  const label = labels[type] ?? type;
  // a criterion without value or meaning would find anybody
  if (page.ignored.length > 0) throw errors.needMissing({ need: name, label, detail: page.ignored.join(', ') });
  const { matches } = page;
  if (matches.length < least) throw errors.needMissing({ need: name, label });
  if (matches.length > most) throw errors.needAmbiguous({ need: name, label });
  return { name, isList, matches: matches.map(({ text }) => JSON.parse(text) as FhirResource) };
}
