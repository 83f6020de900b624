import { type ControlKey, codeSystems, newestControlTag } from '@lienmach/core';
import type { Coding, Observation } from 'fhir/r4';
import { type JudgedPoint, readJudged } from './control-point.ts';

const tagsOf = ({ meta }: Observation): Coding[] =>
  (meta?.tag ?? []).filter(({ system }) => system === codeSystems.controlNewest);

/** @source none: a key of our own */
export const pointKey = (point: ControlKey): string => newestControlTag(point).code;

interface Known {
  readonly observation: Observation;
  readonly point: JudgedPoint;
}

// measured in one second: the order of their names, so that everybody says the same one
const isLater = (a: Known, b: Known): boolean => {
  const by = Date.parse(a.point.at) - Date.parse(b.point.at);
  return by === 0 ? a.point.id > b.point.id : by > 0;
};

/**
 * The points that stand on the board, by their keys: the one measured last of each instrument, indicator, lot and level; what
 * was withdrawn is none.
 *
 * @source none: own choice; decision 68
 */
export function newestOf(observations: readonly Observation[]): ReadonlyMap<string, Known> {
  const newest = new Map<string, Known>();
  for (const observation of observations) {
    const point = observation.status === 'final' ? readJudged(observation) : undefined;
    if (point === undefined) continue;
    const [key, known] = [pointKey(point), { observation, point }];
    const before = newest.get(key);
    if (before === undefined || isLater(known, before)) newest.set(key, known);
  }
  return newest;
}

function withTag(observation: Observation, code: string | undefined): Observation {
  const { meta: { tag = [], ...meta } = {}, ...rest } = observation;
  const others = tag.filter(({ system }) => system !== codeSystems.controlNewest);
  const own = code === undefined ? [] : [{ system: codeSystems.controlNewest, code }];
  const tags = [...others, ...own];
  return { ...rest, meta: { ...meta, ...(tags.length === 0 ? {} : { tag: tags }) } };
}

/**
 * Those of these points that have to be written so that the newest of each key wears its tag and no other does.
 *
 * @source none: own choice; decision 68
 */
export function retagged(observations: readonly Observation[]): Observation[] {
  const newest = new Map([...newestOf(observations)].map(([key, { observation }]) => [observation, key]));
  return observations.flatMap((observation) => {
    const code = newest.get(observation);
    const worn = tagsOf(observation).map((tag) => tag.code);
    const isRight = code === undefined ? worn.length === 0 : worn.length === 1 && worn[0] === code;
    return isRight ? [] : [withTag(observation, code)];
  });
}
