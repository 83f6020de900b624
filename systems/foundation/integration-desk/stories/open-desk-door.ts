import { staffRoles } from '@lienmach/core';
import type { MessageDesk } from '@lienmach/exchange';
import { type EngineRoom, Host, type HostOptions, type OperationCall, type Site } from '@lienmach/system-kit';
import { integrationDesk } from '../index.ts';

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
  partners: [{ id: 'may', transport: 'mllp', host: '127.0.0.1', port: 2576 }],
};

/** The door of this room with only a piece of the engine room behind it, and what it told the access log. */
export function openDeskDoor(messages: Partial<MessageDesk> = {}) {
  const calls: OperationCall[] = [];
  const host = new Host({
    ...nothing,
    systems: [integrationDesk],
    site: house,
    engines: { messages } as EngineRoom,
    reachOf: () => ({ limit: () => 'none' }),
    audit: async (call) => void calls.push(call),
    now: () => new Date('2026-03-02T00:30:00Z'),
  });
  return {
    calls,
    /** asks as somebody with this role */
    ask: <Out>(role: string, operation: string, input: object = {}, at?: string): Promise<Out> =>
      host.call<Out>(
        { reference: `Practitioner/${role}`, display: role, roles: [role], client: 'test' },
        operation,
        at,
        {
          ...input,
        },
      ),
  };
}

/** Everybody who may come to this house but these. */
export const othersThan = (...roles: readonly string[]): string[] =>
  [...staffRoles, 'integration', 'citizen', 'integrator', 'integration-desk'].filter((role) => !roles.includes(role));
