import { BlockList, isIP } from 'node:net';

/** Networks that a house numbers by itself. */
const own = new BlockList();
own.addSubnet('10.0.0.0', 8, 'ipv4');
own.addSubnet('172.16.0.0', 12, 'ipv4');
own.addSubnet('192.168.0.0', 16, 'ipv4');
own.addSubnet('fc00::', 7, 'ipv6');

const thisMachine = new BlockList();
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4');
thisMachine.addAddress('::1', 'ipv6');

export const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** @param host  an address; a name is none */
export const isOwnAddress = (host: string): boolean => isIP(host) > 0 && own.check(host, familyOf(host));

/** Does the address lie beyond this machine and the house's networks? */
export const isBeyond = (address: string): boolean =>
  !isOwnAddress(address) && !thisMachine.check(address, familyOf(address));
