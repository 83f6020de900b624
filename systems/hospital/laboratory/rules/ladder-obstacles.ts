import type { FhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';
import type { CallLadder } from './call-ladder.ts';

/** minutes: longer is no alarm any more */
const LONGEST = 240;
const MOST_RINGS = 20;

const isWithin = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;

/**
 * Everything that cannot be meant, each at its own field.
 *
 * @source none: own choice; 240 minutes and 20 times are far beyond what any site would declare
 */
export function ladderObstacles({ steps, repeat, rings }: Pick<CallLadder, 'steps' | 'repeat' | 'rings'>): FhirError[] {
  return [
    ...steps.flatMap(({ after }, at) =>
      isWithin(after, LONGEST) && after > (steps[at - 1]?.after ?? 0)
        ? []
        : [errors.badStepMinutes({ at: `step[${at}].after` })],
    ),
    ...(isWithin(repeat, LONGEST) ? [] : [errors.badRepeat({ at: 'repeat' })]),
    ...(isWithin(rings, MOST_RINGS) ? [] : [errors.badRings({ at: 'rings' })]),
  ];
}
