import { BlockList, isIP } from 'node:net';
import type { FhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';
import { type Channel, type ChannelDefinition, isLoopback } from './channel-definition.ts';

/** Networks that a house numbers by itself. */
const own = new BlockList();
own.addSubnet('10.0.0.0', 8, 'ipv4');
own.addSubnet('172.16.0.0', 12, 'ipv4');
own.addSubnet('192.168.0.0', 16, 'ipv4');
own.addSubnet('fc00::', 7, 'ipv6');

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
const isInNetwork = (host: string): boolean => isIP(host) > 0 && own.check(host, family(host));

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
  list.addSubnet(net, length, family(net));
  return list.check(host, family(host));
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
  const { kind, tls = 'none' } = definition.transport;
  const at = kind === 'http' ? 'transport.url' : 'transport.host';
  const mayCall = declared === undefined ? isInNetwork(host) : declared.some((one) => fits(one, host));
  const isClear = kind !== 'http' && kind !== 'sftp' && tls === 'none' && !isInNetwork(host) && !isInsideName(host);
  return [
    ...(mayCall ? [] : [errors.channelHost({ at, name: host.slice(0, 100) })]),
    ...(isClear ? [errors.channelClear({ at: 'transport.tls', name: host.slice(0, 100) })] : []),
  ];
}
