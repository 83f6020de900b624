import type { FhirResource, Identifier } from 'fhir/r4';
import type { Need } from './message-mapping.ts';

/** A need for exactly one resource of a type by its one number. */
export interface NumberedNeed {
  readonly name: string;
  readonly type: string;
  /** `system|value` as a search writes it */
  readonly token: string;
}

/** plain enough to be compared as text, and to stand in a list */
const PLAIN = /^[^\\,$|]+\|[^\\,$|]+$/;

function numbered([name, need]: readonly [string, Need]): NumberedNeed | undefined {
  if (typeof need !== 'string') return undefined;
  const [type = '', query = ''] = need.split('?', 2);
  const [[parameter, token = ''] = [], ...more] = [...new URLSearchParams(query)];
  return parameter === 'identifier' && more.length === 0 && PLAIN.test(token) ? { name, type, token } : undefined;
}

/** Needs that one search answers: two or more of a type, each by another number. */
export function numberedNeeds(needs: readonly (readonly [string, Need])[]): NumberedNeed[][] {
  const all = needs.flatMap((need) => numbered(need) ?? []);
  const groups = Object.values(Object.groupBy(all, ({ type }) => type)).flatMap((group) => (group ? [group] : []));
  return groups.filter((group) => group.length > 1 && new Set(group.map(({ token }) => token)).size === group.length);
}

const identifiersOf = (resource: FhirResource): readonly Identifier[] => {
  const { identifier = [] } = resource as { readonly identifier?: Identifier | Identifier[] };
  return Array.isArray(identifier) ? identifier : [identifier];
};

/**
 * Gives each need the one resource that bears its number.
 *
 * @returns undefined when that is not plain: none, two, or something that bears none of them
 */
export function shareOut(
  group: readonly NumberedNeed[],
  resources: readonly FhirResource[],
): (readonly [string, FhirResource])[] | undefined {
  if (resources.length !== group.length) return undefined;
  const shared = group.flatMap(({ name, token }) => {
    const bearers = resources.filter((one) =>
      identifiersOf(one).some(({ system, value }) => `${system}|${value}` === token),
    );
    return bearers.length === 1 && bearers[0] !== undefined ? [[name, bearers[0]] as const] : [];
  });
  const given = new Set(shared.map(([, one]) => one));
  return shared.length === group.length && given.size === resources.length ? shared : undefined;
}
