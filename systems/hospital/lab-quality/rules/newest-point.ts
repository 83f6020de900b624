import { type ControlKey, codeSystems, controlLineTag, newestControlTag } from '@lienmach/core';
import type { Coding, Observation } from 'fhir/r4';
import { type JudgedPoint, readJudged } from './control-point.ts';

const isOwn = ({ system }: Coding): boolean =>
  system === codeSystems.controlNewest || system === codeSystems.controlLine;
const isSame = (a: Coding, b: Coding): boolean => a.system === b.system && a.code === b.code;

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

/** The same object where it wears these already. */
function wearing(observation: Observation, wanted: readonly Coding[]): Observation {
  const { meta: { tag = [], ...meta } = {}, ...rest } = observation;
  const worn = tag.filter(isOwn);
  if (worn.length === wanted.length && wanted.every((one) => worn.some((other) => isSame(one, other))))
    return observation;
  const tags = [...tag.filter((one) => !isOwn(one)), ...wanted];
  return { ...rest, meta: { ...meta, ...(tags.length === 0 ? {} : { tag: tags }) } };
}

/**
 * Those of these points that have to be written so that each wears the tag of its line, and the newest of each key its own,
 * and no other does.
 *
 * @source none: own choice; decision 68
 */
export function retagged(observations: readonly Observation[]): Observation[] {
  const newest = new Set([...newestOf(observations).values()].map(({ observation }) => observation));
  return observations.flatMap((observation) => {
    const point = readJudged(observation);
    const line = point === undefined ? [] : [controlLineTag(point)];
    const own = point !== undefined && newest.has(observation) ? [newestControlTag(point)] : [];
    const right = wearing(observation, [...line, ...own]);
    return right === observation ? [] : [right];
  });
}

/**
 * Those of these points that do not wear the tag of their line, with it; whatever else they wear stays.
 *
 * @source none: own choice; decision 68
 */
export const lined = (observations: readonly Observation[]): Observation[] =>
  observations.flatMap((observation) => {
    const point = readJudged(observation);
    const { tag = [] } = observation.meta ?? {};
    if (point === undefined || tag.some((one) => isSame(one, controlLineTag(point)))) return [];
    return [{ ...observation, meta: { ...observation.meta, tag: [...tag, controlLineTag(point)] } }];
  });
