import { staffRoles } from '@lienmach/core';
import { Host, type HostOptions, type Site } from '@lienmach/system-kit';
import { microbiology } from '../index.ts';

const nothing = {} as Pick<HostOptions, 'store' | 'terminology' | 'signer' | 'outbound' | 'accessLog'>;

const house: Site = {
  id: 'benh-vien-thu',
  kind: 'hospital',
  isDemo: true,
  facility: {
    code: '99001',
    name: 'Bệnh viện Thử',
    address: 'Xã Thử',
    phone: '0000 000 001',
    organization: 'Organization/99001',
    hasBeds: false,
  },
  units: [],
  partners: [],
};

/** The door of this room alone, with no record behind it: who may not come in is refused before anything is read. */
const door = new Host({
  ...nothing,
  systems: [microbiology],
  site: house,
  reachOf: () => ({ limit: () => 'none' }),
  audit: async () => undefined,
  now: () => new Date('2026-03-02T00:30:00Z'),
});

/** Asks as somebody with this role. */
export const askAs = (role: string, operation: string, at?: string): Promise<unknown> =>
  door.call({ reference: `Practitioner/${role}`, display: role, roles: [role], client: 'test' }, operation, at);

/** Everybody who may come to this house but these. */
export const othersThan = (...roles: readonly string[]): string[] =>
  [...staffRoles, 'integration', 'citizen', 'microbiology'].filter((role) => !roles.includes(role));
