import { channelOfEndpoint } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Endpoint } from 'fhir/r4';
import { errors } from '../errors.ts';
import { asItWas, recordOf } from './read-channel.ts';
import { writeChannel } from './write-channel.ts';

/** POST Endpoint/{id}/$roll-back-channel: name and definition of an old version become the new one; on or off stays as it is. */
export const rollBackChannel: Operation<{ readonly version: string }, Endpoint> = {
  definition: {
    code: 'roll-back-channel',
    title: { vi: 'Quay lại bản cũ của kênh', en: 'Take a channel back to an earlier version' },
    resource: ['Endpoint'],
    level: 'instance',
    affectsState: true,
    allow: ['integrator'],
    usesEngines: true,
    parameter: [
      { name: 'version', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Endpoint' },
    ],
  },
  async run(ctx, id, { version }) {
    const endpoint = await ctx.store.read('Endpoint', id);
    const { status } = recordOf(endpoint);
    const old = /^[1-9]\d{0,8}$/.test(version) ? await asItWas(ctx, id, Number(version)) : undefined;
    const earlier = old && channelOfEndpoint(old);
    if (earlier === undefined) throw errors.notThatVersion({ at: 'version', version: version.slice(0, 12) });
    return writeChannel(ctx, { ...earlier, status }, endpoint.meta?.versionId);
  },
};
