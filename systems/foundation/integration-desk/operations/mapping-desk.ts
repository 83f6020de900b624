import type { Operation } from '@lienmach/system-kit';
import { pairsOf } from '../rules/channel-code-map.ts';
import { loadChannelMap } from './channel-map.ts';
import { integrators, list, out, outs, present, take } from './desk-parameters.ts';

interface Desk {
  readonly unknown: readonly object[];
  readonly pair: readonly object[];
}

/** GET $mapping-desk: codes that no channel's map knows, with how many messages wait for each; and the map of one channel. */
export const mappingDesk: Operation<{ readonly channel?: string }, Desk> = {
  definition: {
    code: 'mapping-desk',
    title: { vi: 'Bàn ánh xạ mã', en: 'Code mapping' },
    level: 'system',
    affectsState: false,
    allow: integrators,
    usesEngines: true,
    parameter: [
      take('channel'),
      list('unknown', [
        ...outs(['group', 'channel', 'code', 'at', 'example'], 'string'),
        out('system', 'string', 0),
        out('count', 'integer'),
        ...outs(['first', 'last'], 'instant'),
      ]),
      list('pair', [
        ...outs(['code', 'target'], 'string'),
        ...outs(['system', 'targetSystem', 'display'], 'string', 0),
      ]),
    ],
  },
  async run(ctx, _id, { channel }) {
    const groups = await ctx.engines.messages.groups();
    const unknown = groups.flatMap(({ key, unknown: codes, channel: from, count, first, last, example }) =>
      codes.map(({ at, code, system }) => ({
        group: key,
        channel: from,
        code,
        at,
        count,
        example,
        ...present('system', system),
        first: first.toISOString(),
        last: last.toISOString(),
      })),
    );
    const pairs = channel === undefined ? [] : pairsOf(await loadChannelMap(ctx, channel));
    return {
      unknown,
      pair: pairs.map(({ code, target, ...rest }) => ({
        code,
        target,
        ...present('system', rest.system),
        ...present('targetSystem', rest.targetSystem),
        ...present('display', rest.display),
      })),
    };
  },
};
