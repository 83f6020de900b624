import { type ChannelRecord, endpointOfChannel } from '@lienmach/core';
import { parseChannelDefinition } from '@lienmach/exchange';
import { combine } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { Endpoint } from 'fhir/r4';
import { shownAddress } from '../rules/shown-address.ts';

/**
 * Writes a channel and has it run: when this returns, it listens, or has been closed.
 *
 * @param version  the one that was looked at; absent: there is none yet
 * @param isStopping  it is being switched off as it stands: that must work whatever is wrong with it
 * @throws every fault of the definition, secrets and machines it may not reach among them; 412 when somebody was faster
 */
export async function writeChannel(
  ctx: Context,
  record: ChannelRecord,
  version?: string,
  isStopping = false,
): Promise<Endpoint> {
  const definition = parseChannelDefinition(record.definition);
  const faults = isStopping ? [] : ctx.engines.channels.faults({ ...record, definition });
  if (faults.length > 0) throw combine(faults);
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
