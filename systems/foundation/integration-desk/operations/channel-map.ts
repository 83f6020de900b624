import { LM } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { ConceptMap } from 'fhir/r4';

/** what a channel's codes mean; the gateway reads it by this address */
const mapUrl = (channel: string): string => `${LM}/ConceptMap/channel-${channel}`;

/** The code map of a channel as it is now; one that is not written yet when it has none. */
export async function loadChannelMap(ctx: Context, channel: string): Promise<ConceptMap> {
  const url = mapUrl(channel);
  const found = await ctx.store.find('ConceptMap', `url=${encodeURIComponent(url)}`);
  return (
    found ?? {
      resourceType: 'ConceptMap',
      url,
      name: 'ChannelCodes',
      title: `Mã của kênh ${channel}`,
      status: 'active',
    }
  );
}
