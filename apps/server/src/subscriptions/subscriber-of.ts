import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPrivateAddress } from '@lienmach/exchange';
import type { Subscriber } from '@lienmach/system-kit';
import { errors } from './errors.ts';

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
  if (found.some(({ address }) => isPrivateAddress(address)))
    throw errors.privateAddress({ at: 'Subscription.channel.endpoint' });
}
