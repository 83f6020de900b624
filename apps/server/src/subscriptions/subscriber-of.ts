import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { Subscriber } from '@lienmach/system-kit';
import { errors } from './errors.ts';

const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

const isPrivate = (address: string): boolean => inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** The subscriber of the site file below whose address the endpoint lies. @throws subscription.unknownEndpoint */
export function subscriberOf(subscribers: readonly Subscriber[], endpoint: string | undefined): Subscriber {
  const url = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const found = subscribers.find(({ address, isInside }) => {
    if (url === undefined || !URL.canParse(address)) return false;
    const { origin, pathname } = new URL(address);
    const below = pathname.endsWith('/') ? pathname : `${pathname}/`;
    const isSecure = url.protocol === 'https:' || (isInside === true && url.protocol === 'http:');
    const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    return isSecure && isPlain && url.origin === origin && `${url.pathname}/`.startsWith(below);
  });
  if (found === undefined) throw errors.unknownEndpoint({ at: 'Subscription.channel.endpoint' });
  return found;
}

/**
 * Does the name lead out of the house? Asked before every notification, since names change their addresses.
 *
 * @throws subscription.privateAddress
 */
export async function checkAddress({ isInside }: Subscriber, endpoint: string): Promise<void> {
  if (isInside === true) return;
  const host = new URL(endpoint).hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) > 0 ? [{ address: host }] : await lookup(host, { all: true }).catch(() => []);
  if (found.some(({ address }) => isPrivate(address)))
    throw errors.privateAddress({ at: 'Subscription.channel.endpoint' });
}
