import { channelOfEndpoint } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { integrators, list, out, outs, present } from './desk-parameters.ts';
import { asItWas, recordOf } from './read-channel.ts';

/** how far back: older ones are in the history of the record */
const MOST = 30;

/** GET Endpoint/{id}/$channel-versions: the channel as it was, newest first. */
export const channelVersions: Operation<void, { readonly version: readonly object[] }> = {
  definition: {
    code: 'channel-versions',
    title: { vi: 'Các bản của kênh', en: 'Versions of a channel' },
    resource: ['Endpoint'],
    level: 'instance',
    affectsState: false,
    allow: integrators,
    parameter: [
      list('version', [
        ...outs(['number', 'name', 'definition'], 'string'),
        out('status', 'code'),
        out('at', 'instant', 0),
      ]),
    ],
  },
  async run(ctx, id) {
    const now = await ctx.store.read('Endpoint', id);
    recordOf(now);
    const newest = Number(now.meta?.versionId ?? 1);
    const versions: object[] = [];
    for (let number = newest; number > Math.max(0, newest - MOST); number -= 1) {
      const endpoint = number === newest ? now : await asItWas(ctx, id, number);
      const record = endpoint && channelOfEndpoint(endpoint);
      if (record === undefined) continue;
      const { name, definition, status } = record;
      versions.push({
        number: String(number),
        name,
        definition,
        status,
        ...present('at', endpoint?.meta?.lastUpdated),
      });
    }
    return { version: versions };
  },
};
