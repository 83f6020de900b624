import { channelStatuses } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Endpoint } from 'fhir/r4';
import { errors } from '../errors.ts';
import { recordOf } from './read-channel.ts';
import { writeChannel } from './write-channel.ts';

/** POST Endpoint/{id}/$switch-channel: on, off, or in test, where messages go through every stage but the write. */
export const switchChannel: Operation<{ readonly status: string }, Endpoint> = {
  definition: {
    code: 'switch-channel',
    title: { vi: 'Bật, tắt hoặc thử kênh', en: 'Switch a channel' },
    resource: ['Endpoint'],
    level: 'instance',
    affectsState: true,
    allow: ['integrator'],
    usesEngines: true,
    parameter: [
      { name: 'status', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Endpoint' },
    ],
  },
  async run(ctx, id, { status }) {
    const chosen = channelStatuses.find((one) => one === status);
    if (chosen === undefined) throw errors.unknownStatus({ at: 'status' });
    const endpoint = await ctx.store.read('Endpoint', id);
    return writeChannel(ctx, { ...recordOf(endpoint), status: chosen }, endpoint.meta?.versionId, chosen === 'off');
  },
};
