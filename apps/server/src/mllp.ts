import { readFileSync } from 'node:fs';
import { type ChannelEngine, type Inbound, type MllpServer, openMllpServer, type Peer } from '@lienmach/exchange';
import type { Caller } from '@lienmach/fhir-store';
import { defineErrors } from '@lienmach/outcome';
import type { Host } from '@lienmach/system-kit';
import { type Configuration, isLoopback } from './configuration.ts';

const errors = defineErrors('mllp', {
  outsideLoopback: {
    issue: 'security',
    vi: 'Cổng HL7 chỉ được mở ra ngoài máy này khi có TLS; chỉ đối tác đã khai báo mới nói được vào.',
    en: 'LIENMACH_MLLP_HOST is outside loopback: that needs LIENMACH_TLS_CERTIFICATE and LIENMACH_TLS_KEY',
  },
});

export interface MllpEdge {
  readonly port: number;
  readonly inbound: Inbound;
  close(): Promise<void>;
}

interface EdgeOptions {
  readonly config: Configuration;
  readonly host: Host;
  readonly inbound: Inbound;
  readonly engine: ChannelEngine;
}

/** Who sends from this address, as the site file names it; a stranger is called by the address. */
function partnerAt(host: Host, address: string): string {
  const plain = address.replace(/^::ffff:/, '');
  return host.options.site.partners.find((partner) => partner.host === plain)?.id ?? plain.replaceAll(':', '-');
}

/** A partner acts in its own name with the roles of the mapping, and only on what its message is about. */
export const callerFor = (
  host: Host,
  partner: string,
  type: string,
  roles: readonly string[] = ['integration'],
): Caller => host.callerOf({ reference: `Device/${partner}`, display: partner, roles, client: partner }, type);

/** Asked before anything listens. @throws mllp.outsideLoopback */
export function checkMllpHost({ mllpHost, tls }: Configuration): void {
  if (!isLoopback(mllpHost) && tls === undefined) throw errors.outsideLoopback({ detail: mllpHost });
}

const isKnown = (host: Host, engine: ChannelEngine, peer: Peer): boolean =>
  engine.atCommonDoor(peer) !== undefined ||
  host.options.site.partners.some((partner) => partner.host === peer.address);

/** Outside this machine: over TLS, and only whom the site file or a channel names by address or certificate. */
function outsideOnly({ mllpHost, tls }: Configuration, admit: (peer: Peer) => boolean) {
  if (isLoopback(mllpHost) || tls === undefined) return {};
  const [certificate, key] = [readFileSync(tls.certificate, 'utf8'), readFileSync(tls.key, 'utf8')];
  return { admit, tls: { certificate, key, isMutual: true } };
}

const overflow = (reason: Error): Uint8Array =>
  Buffer.from(`MSH|^~\\&|LIENMACH||||||ACK|0|P|2.5.1\rMSA|AR|0|${reason.name}\r`);

/** milliseconds: how often what was left behind is looked for, and how long it must have lain */
const SWEEP_EVERY = 60_000;
const SWEEP_QUIET = 30_000;

/**
 * Opens the HL7 v2 edge: every message is logged, understood by the room that registered its type, and acknowledged after
 * the commit.
 */
export async function openMllpEdge({ config, host, inbound, engine }: EdgeOptions): Promise<MllpEdge> {
  await inbound.recover();
  // a database that was away for a moment leaves messages behind that nobody sends again
  const sweep = setInterval(() => void inbound.recover(SWEEP_QUIET).catch(() => undefined), SWEEP_EVERY);
  sweep.unref();
  const server: MllpServer = await openMllpServer({
    host: config.mllpHost,
    port: config.mllpPort,
    ...outsideOnly(config, (peer) => isKnown(host, engine, peer)),
    answer(message, peer) {
      const known = engine.atCommonDoor(peer);
      if (known === undefined) return inbound.receive(message, partnerAt(host, peer.address));
      const { channel, gate } = known;
      return gate.pass(() => inbound.receive(message, channel.partner, channel));
    },
    overflow,
  });
  return {
    port: server.port,
    inbound,
    close() {
      clearInterval(sweep);
      return server.close();
    },
  };
}
