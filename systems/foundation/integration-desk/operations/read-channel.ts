import { type ChannelRecord, channelOfEndpoint } from '@lienmach/core';
import { type Channel, parseChannelDefinition } from '@lienmach/exchange';
import { isFhirError } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { Endpoint } from 'fhir/r4';
import { errors } from '../errors.ts';

/** @throws integration-desk.notAChannel */
export function recordOf(endpoint: Endpoint): ChannelRecord {
  const record = channelOfEndpoint(endpoint);
  if (record === undefined) throw errors.notAChannel();
  return record;
}

/** @throws what is wrong with the definition */
export const channelOf = ({ definition, ...channel }: ChannelRecord): Channel => ({
  ...channel,
  definition: parseChannelDefinition(definition),
});

/** A version of a channel; undefined: there is none of this number. */
export async function asItWas(ctx: Context, id: string, version: number): Promise<Endpoint | undefined> {
  try {
    return await ctx.store.readVersion('Endpoint', id, version);
  } catch (thrown) {
    if (isFhirError(thrown) && (thrown.status === 404 || thrown.status === 410)) return undefined;
    throw thrown;
  }
}
