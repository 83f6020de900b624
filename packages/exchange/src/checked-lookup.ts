import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** A name server's answer that was not gone along with. */
export const REFUSED_ADDRESS = 'EADDRESS';

/** Names are looked at where the connection is made: what was checked is what is connected to. */
export const checkedLookup =
  (isRefused: (address: string) => boolean): LookupFunction =>
  (host, options, answer) => {
    lookup(host, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const refused = error === null && addresses.some(isRefused);
      answer(refused ? Object.assign(new Error('address'), { code: REFUSED_ADDRESS }) : error, found, family);
    });
  };
