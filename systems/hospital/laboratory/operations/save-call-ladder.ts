import { nameText, present, toVnDay } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { ActivityDefinition, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type CallStep, isSameLadder, ladderDefinition } from '../rules/call-ladder.ts';
import { ladderObstacles } from '../rules/ladder-obstacles.ts';
import { urnUuid } from '../rules/urn-uuid.ts';
import { loadLadders } from './load-ladders.ts';
import { putEntry } from './reports-of-tube.ts';

interface LadderInput {
  readonly from: string;
  readonly location?: Reference;
  readonly step: readonly CallStep[];
  readonly repeat: number;
  readonly rings?: number;
}

const USUAL_RINGS = 3;

/** What a person is called by where the step does not say it. Nothing: no such person, or no longer here. */
async function calleeName(ctx: Context, { reference = '' }: Reference): Promise<string | undefined> {
  const [type, id = ''] = reference.split('/');
  if (type === 'Practitioner') {
    const person = await ctx.store.find('Practitioner', `_id=${encodeURIComponent(id)}`);
    return person === undefined || person.active === false ? undefined : nameText(person.name);
  }
  if (type !== 'PractitionerRole') return undefined;
  const role = await ctx.store.find('PractitionerRole', `_id=${encodeURIComponent(id)}`);
  if (role === undefined || role.active === false) return undefined;
  return role.practitioner?.display ?? role.code?.[0]?.text ?? '';
}

/** The steps with the names of those who are called. @throws laboratory.unknownCallee */
async function namedSteps(ctx: Context, steps: readonly CallStep[]): Promise<CallStep[]> {
  return Promise.all(
    steps.map(async (step, at) => {
      const name = await calleeName(ctx, step.who);
      const who = step.who.display ?? step.who.reference ?? '';
      if (name === undefined) throw errors.unknownCallee({ at: `step[${at}].who`, who });
      return step.who.display === undefined && name !== '' ? { ...step, who: { ...step.who, display: name } } : step;
    }),
  );
}

/** @throws laboratory.unknownWard */
async function checkWard(ctx: Context, location: Reference | undefined): Promise<void> {
  if (location === undefined) return;
  const [type, id = ''] = location.reference?.split('/') ?? [];
  const ward = type === 'Location' ? await ctx.store.find('Location', `_id=${encodeURIComponent(id)}`) : undefined;
  if (ward === undefined || ward.status === 'inactive') throw errors.unknownWard({ at: 'location' });
}

/**
 * POST ActivityDefinition/$save-call-ladder: from a day on, who is called when a critical value is not read back. Saved again
 * for the same day and place it takes the place of the one before.
 */
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
      one('in', 'rings', 'integer', 0),
      one('out', 'return', 'ActivityDefinition'),
    ],
    allow: ['lab-head'],
    readsAs: ['lab-catalog'],
  },

  async run(ctx, _id, { from, location, step, repeat, rings = USUAL_RINGS }) {
    if (from < toVnDay(ctx.now())) throw errors.beginsInPast({ at: 'from' });
    const obstacles = ladderObstacles({ steps: step, repeat, rings });
    if (obstacles.length > 0) throw combine(obstacles);
    await checkWard(ctx, location);
    const steps = await namedSteps(ctx, step);
    const ladder = { from, steps, repeat, rings, ...present({ location: location?.reference }) };
    const before = (await loadLadders(ctx)).filter((known) => isSameLadder(known.ladder, ladder));
    const [saved] = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: urnUuid(ctx.randomBytes(16)),
          resource: ladderDefinition(ladder),
          request: { method: 'POST', url: 'ActivityDefinition' },
        },
        ...before.map(({ definition }) => putEntry({ ...definition, status: 'retired' })),
      ],
    });
    return ctx.store.read('ActivityDefinition', saved?.id ?? '');
  },
};
