import { BlockList, isIP } from 'node:net';
import type { FhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';
import { familyOf, isOwnAddress } from '../own-address.ts';
import { type Channel, type ChannelDefinition, isLoopback } from './channel-definition.ts';

/** names that only the house's own name server knows */
const isInsideName = (host: string): boolean =>
  isIP(host) === 0 && (!host.includes('.') || /\.(local|lan|internal|home\.arpa)$/i.test(host));

/** A name, an address, or a network such as `10.20.0.0/16`, as the site file says it; what is none of these fits nothing. */
function fits(declared: string, host: string): boolean {
  const [net = '', bits] = declared.split('/');
  if (bits === undefined) return declared.toLowerCase() === host.toLowerCase();
  const length = Number(bits);
  if (isIP(net) === 0 || isIP(net) !== isIP(host) || !/^\d{1,3}$/.test(bits) || length > (isIP(net) === 6 ? 128 : 32))
    return false;
  const list = new BlockList();
  list.addSubnet(net, length, familyOf(net));
  return list.check(host, familyOf(host));
}

/** the machine that a channel calls; undefined: it listens, or calls nobody over the network */
function calledHost({ direction, transport }: ChannelDefinition): string | undefined {
  const { kind, host = '127.0.0.1', url } = transport;
  if (kind === 'folder') return undefined;
  // a service stands in the site file with its address
  if (kind === 'http') return url === undefined || direction === 'in' ? undefined : new URL(url).hostname;
  const isListening = direction === 'in' && (kind === 'mllp' || kind === 'astm-tcp');
  return isListening || isLoopback(host) ? undefined : host.replace(/^\[|\]$/g, '');
}

/** Does it travel as anybody on the way can read it? HTTP and SFTP never do. */
const isClear = ({ transport: { kind, tls = 'none' } }: ChannelDefinition): boolean =>
  kind !== 'http' && kind !== 'sftp' && tls === 'none';

/** A name is only known where it is called: what it leads to has to lie within the house's networks. */
export const mustStayInside = ({ definition, isOfSite }: Pick<Channel, 'definition' | 'isOfSite'>): boolean =>
  isOfSite !== true && calledHost(definition) !== undefined && isClear(definition);

/**
 * Whom a channel may call. Whoever declares channels must not be able to send patients' data anywhere: the site file names
 * the partners' machines, and where it names none only addresses of the house's own networks are called. Beyond these
 * networks nothing leaves without TLS.
 *
 * @param declared  `partnerHosts` of the site file; absent: it names none
 */
export function hostFaults(
  { definition, isOfSite }: Pick<Channel, 'definition' | 'isOfSite'>,
  declared: readonly string[] | undefined,
): FhirError[] {
  const host = calledHost(definition);
  if (host === undefined || isOfSite === true) return [];
  const { kind } = definition.transport;
  const at = kind === 'http' ? 'transport.url' : 'transport.host';
  const mayCall = declared === undefined ? isOwnAddress(host) : declared.some((one) => fits(one, host));
  const isBeyond = isClear(definition) && !isOwnAddress(host) && !isInsideName(host);
  return [
    ...(mayCall ? [] : [errors.channelHost({ at, name: host.slice(0, 100) })]),
    ...(isBeyond ? [errors.channelClear({ at: 'transport.tls', name: host.slice(0, 100) })] : []),
  ];
}
