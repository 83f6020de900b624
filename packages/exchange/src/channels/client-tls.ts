import type { ClientTls } from '../mllp-client.ts';
import type { ChannelDefinition } from './channel-definition.ts';
import type { ReadSecret } from './secrets.ts';

/** What the house shows and believes where it calls. @throws exchange.channelSecret */
export function clientTlsOf({ transport }: ChannelDefinition, secrets: ReadSecret): ClientTls | undefined {
  const { tls = 'none', certificate, key, authorities } = transport;
  if (tls === 'none') return undefined;
  const isMutual = tls === 'mutual';
  return {
    ...(isMutual && certificate !== undefined ? { certificate: secrets(certificate) } : {}),
    ...(isMutual && key !== undefined ? { key: secrets(key) } : {}),
    ...(authorities === undefined ? {} : { authorities: secrets(authorities) }),
  };
}
