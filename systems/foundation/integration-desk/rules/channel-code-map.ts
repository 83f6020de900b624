import type { ConceptMap, ConceptMapGroup } from 'fhir/r4';

/** A partner's code and what the house calls it. */
export interface CodePair {
  readonly code: string;
  /** absent: the partner's own */
  readonly system?: string | undefined;
  readonly target: string;
  readonly targetSystem?: string | undefined;
  readonly display?: string | undefined;
}

type Element = ConceptMapGroup['element'][number];

const isSame = (one: string | undefined, other: string | undefined): boolean => (one ?? '') === (other ?? '');

const elementOf = ({ code, target, display }: CodePair): Element => ({
  code,
  target: [{ code: target, equivalence: 'equivalent', ...(display === undefined ? {} : { display }) }],
});

const without = (group: ConceptMapGroup, { code, system }: CodePair): ConceptMapGroup =>
  isSame(group.source, system) ? { ...group, element: group.element.filter((one) => one.code !== code) } : group;

/**
 * The code map of a channel with one more pair. A code has one meaning: what it was called before goes.
 *
 * @param map  as it is; a new one when the channel has none
 * @source FHIR R4 4.0.1, ConceptMap (verified)
 */
export function withPair(map: ConceptMap, pair: CodePair): ConceptMap {
  const groups = (map.group ?? []).map((group) => without(group, pair)).filter(({ element }) => element.length > 0);
  const at = groups.findIndex(({ source, target }) => isSame(source, pair.system) && isSame(target, pair.targetSystem));
  const own = groups[at];
  const fresh: ConceptMapGroup = {
    ...(pair.system === undefined ? {} : { source: pair.system }),
    ...(pair.targetSystem === undefined ? {} : { target: pair.targetSystem }),
    element: [elementOf(pair)],
  };
  const group =
    own === undefined ? [...groups, fresh] : groups.with(at, { ...own, element: [...own.element, elementOf(pair)] });
  return { ...map, group };
}

/**
 * Every pair of a map, in its order.
 *
 * @source FHIR R4 4.0.1, ConceptMap (verified)
 */
export const pairsOf = (map: ConceptMap | undefined): CodePair[] =>
  (map?.group ?? []).flatMap(({ source: system, target: targetSystem, element }) =>
    element.flatMap(({ code, target }) => {
      const [meant] = target ?? [];
      if (code === undefined || meant?.code === undefined) return [];
      return [{ code, system, target: meant.code, targetSystem, display: meant.display }];
    }),
  );
