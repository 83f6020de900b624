import { channelOfEndpoint, channelStatuses } from '@lienmach/core';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Endpoint } from 'fhir/r4';
import { errors } from '../errors.ts';
import { writeChannel } from './write-channel.ts';

interface Input {
  readonly id: string;
  readonly name: string;
  /** JSON, as docs/integration/channels.md says */
  readonly definition: string;
  readonly status?: string;
  /** version that was on the screen */
  readonly version?: string;
  /** there must be none of this id yet */
  readonly isNew?: boolean;
}

const given = (name: string, type: string, min: 0 | 1 = 1): OperationParameter => ({
  name,
  use: 'in',
  min,
  max: '1',
  type,
});

async function known(ctx: Context, id: string): Promise<Endpoint | undefined> {
  return ctx.store.find('Endpoint', `_id=${encodeURIComponent(id)}`);
}

/** POST Endpoint/$save-channel: a new or changed channel; it runs with it at once. A new one is off unless it says otherwise. */
export const saveChannel: Operation<Input, Endpoint> = {
  definition: {
    code: 'save-channel',
    title: { vi: 'Lưu kênh', en: 'Save a channel' },
    resource: ['Endpoint'],
    level: 'type',
    affectsState: true,
    allow: ['integrator'],
    usesEngines: true,
    parameter: [
      given('id', 'string'),
      given('name', 'string'),
      given('definition', 'string'),
      given('status', 'code', 0),
      given('version', 'string', 0),
      given('isNew', 'boolean', 0),
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Endpoint' },
    ],
  },
  async run(ctx, _id, { id, name, definition, status, version, isNew = false }) {
    if (!/^[a-z][a-z0-9-]{1,62}$/.test(id)) throw errors.channelId({ at: 'id' });
    if (name.trim() === '') throw errors.nameMissing({ at: 'name' });
    const chosen = channelStatuses.find((one) => one === status);
    if (status !== undefined && chosen === undefined) throw errors.unknownStatus({ at: 'status' });
    const before = await known(ctx, id);
    if (isNew && before !== undefined) throw errors.idTaken({ at: 'id', id });
    const earlier = before && channelOfEndpoint(before)?.status;
    const record = { id, name: name.trim(), definition, status: chosen ?? earlier ?? 'off' } as const;
    return writeChannel(ctx, record, version ?? before?.meta?.versionId);
  },
};
