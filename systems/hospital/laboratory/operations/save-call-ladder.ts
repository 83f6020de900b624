import { toVnDay } from '@lienmach/core';
import { many, type Operation, one } from '@lienmach/system-kit';
import type { ActivityDefinition, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type CallStep, ladderDefinition } from '../rules/call-ladder.ts';

interface LadderInput {
  readonly from: string;
  readonly location?: Reference;
  readonly step: readonly CallStep[];
  readonly repeat: number;
}

const LONGEST = 240;
const isMinutes = (minutes: number): boolean => Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST;
const isRising = (steps: readonly CallStep[]): boolean =>
  steps.every(({ after }, at) => isMinutes(after) && after > (steps[at - 1]?.after ?? 0));

/** POST ActivityDefinition/$save-call-ladder: from a day on, who is called when a critical value is not read back. */
export const saveCallLadder: Operation<LadderInput, ActivityDefinition> = {
  definition: {
    code: 'save-call-ladder',
    title: { vi: 'Khai báo thang gọi báo giá trị báo động', en: 'Save whom critical values go to' },
    resource: ['ActivityDefinition'],
    level: 'type',
    affectsState: true,
    parameter: [
      one('in', 'from', 'date'),
      one('in', 'location', 'Reference', 0),
      many(
        'in',
        'step',
        [one('in', 'after', 'integer'), one('in', 'who', 'Reference'), one('in', 'phone', 'string', 0)],
        1,
      ),
      one('in', 'repeat', 'integer'),
      one('out', 'return', 'ActivityDefinition'),
    ],
    allow: ['lab-head'],
    readsAs: ['lab-catalog'],
  },

  async run(ctx, _id, { from, location, step, repeat }) {
    if (from < toVnDay(ctx.now())) throw errors.beginsInPast({ at: 'from' });
    if (step.length === 0 || !isRising(step) || !isMinutes(repeat)) throw errors.badLadder({ at: 'step' });
    const reference = location?.reference;
    return ctx.store.create(
      ladderDefinition({ from, steps: step, repeat, ...(reference === undefined ? {} : { location: reference }) }),
    );
  },
};
