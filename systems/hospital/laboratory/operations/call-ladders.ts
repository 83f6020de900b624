import { present, toVnDay } from '@lienmach/core';
import { type Context, many, type Operation, one, searchEach } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';
import type { CallStep } from '../rules/call-ladder.ts';
import { type ShownLadder, shownLadders } from '../rules/shown-ladders.ts';
import { loadLadders } from './load-ladders.ts';

interface LadderLine {
  readonly state: ShownLadder['state'];
  readonly from: string;
  readonly until?: string;
  readonly location?: Reference;
  readonly step: readonly CallStep[];
  readonly repeat: number;
  readonly rings: number;
}

async function placeNames(ctx: Context, ladders: readonly ShownLadder[]): Promise<ReadonlyMap<string, string>> {
  const ids = ladders.map(({ ladder }) => ladder.location?.split('/')[1] ?? '');
  const places = await searchEach(ctx.store, 'Location', '_id', ids);
  return new Map(places.map(({ id, name = '' }) => [`Location/${id}`, name]));
}

/** GET ActivityDefinition/$call-ladders: whom critical values go to when nobody reads them back: today, later, and before. */
export const callLadders: Operation<void, { readonly ladder: readonly LadderLine[] }> = {
  definition: {
    code: 'call-ladders',
    title: { vi: 'Các thang gọi báo giá trị báo động', en: 'Whom critical values go to' },
    resource: ['ActivityDefinition'],
    level: 'type',
    affectsState: false,
    parameter: [
      many('out', 'ladder', [
        one('out', 'state', 'code'),
        one('out', 'from', 'date'),
        one('out', 'until', 'date', 0),
        one('out', 'location', 'Reference', 0),
        many('out', 'step', [
          one('out', 'after', 'integer'),
          one('out', 'who', 'Reference'),
          one('out', 'phone', 'string', 0),
        ]),
        one('out', 'repeat', 'integer'),
        one('out', 'rings', 'integer'),
      ]),
    ],
    allow: ['lab-head'],
    readsAs: ['lab-catalog'],
  },

  async run(ctx) {
    const ladders = (await loadLadders(ctx)).map(({ ladder }) => ladder);
    const shown = shownLadders(ladders, toVnDay(ctx.now()));
    const names = await placeNames(ctx, shown);
    return {
      ladder: shown.map(({ state, until, ladder: { from, location, steps, repeat, rings } }) => ({
        state,
        from,
        step: steps,
        repeat,
        rings,
        ...present({
          until,
          location:
            location === undefined ? undefined : { reference: location, ...present({ display: names.get(location) }) },
        }),
      })),
    };
  },
};
