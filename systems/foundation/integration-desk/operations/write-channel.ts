import { type ChannelRecord, endpointOfChannel } from '@lienmach/core';
import { parseChannelDefinition } from '@lienmach/exchange';
import type { Context } from '@lienmach/system-kit';
import type { Endpoint } from 'fhir/r4';
import { shownAddress } from '../rules/shown-address.ts';

/**
 * Writes a channel and has it run: when this returns, it listens, or has been closed.
 *
 * @param version  the one that was looked at; absent: there is none yet
 * @throws every fault of the definition; 412 when somebody was faster
 */
export async function writeChannel(ctx: Context, record: ChannelRecord, version?: string): Promise<Endpoint> {
  const definition = parseChannelDefinition(record.definition);
  const { codec = 'hl7v2', transport } = definition;
  const shown = { codec, transport: transport.kind, address: shownAddress(record.id, definition) };
  const endpoint = endpointOfChannel(record, ctx.site.facility.organization, shown);
  const written = await ctx.store.update<Endpoint>({
    ...endpoint,
    ...(version === undefined ? {} : { meta: { versionId: version } }),
  });
  await ctx.engines.channels.refresh();
  return written;
}
