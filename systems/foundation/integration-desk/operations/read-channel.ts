import { type ChannelRecord, channelOfEndpoint } from '@lienmach/core';
import { type Channel, parseChannelDefinition } from '@lienmach/exchange';
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
