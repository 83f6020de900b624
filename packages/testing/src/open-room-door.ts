import { type EngineRoom, Host, type HostOptions, type OperationCall, type System } from '@lienmach/system-kit';
import { testSite } from './test-site.ts';

const nothing = {} as Pick<HostOptions, 'store' | 'terminology' | 'signer' | 'outbound' | 'accessLog'>;

export interface RoomDoor {
  /** what the door told the access log */
  readonly calls: readonly OperationCall[];
  /** asks as somebody with this role */
  ask<Out>(role: string, operation: string, input?: object, at?: string): Promise<Out>;
  /** asks as somebody with this role, with nothing in hand */
  askAs(role: string, operation: string, at?: string): Promise<unknown>;
  /** everybody who may come to this house but these */
  othersThan(...roles: readonly string[]): string[];
}

/** The door of one room with no record behind it: who may not come in is refused before anything is read. */
export function openRoomDoor(system: System, everybody: readonly string[], engines?: EngineRoom): RoomDoor {
  const calls: OperationCall[] = [];
  const host = new Host({
    ...nothing,
    systems: [system],
    site: { ...testSite, units: [], partners: [{ id: 'may', transport: 'mllp', host: '127.0.0.1', port: 2576 }] },
    ...(engines === undefined ? {} : { engines }),
    reachOf: () => ({ limit: () => 'none' }),
    audit: async (call) => void calls.push(call),
    now: () => new Date('2026-03-02T00:30:00Z'),
  });
  const ask = <Out>(role: string, operation: string, input: object = {}, at?: string): Promise<Out> =>
    host.call<Out>({ reference: `Practitioner/${role}`, display: role, roles: [role], client: 'test' }, operation, at, {
      ...input,
    });
  return {
    calls,
    ask,
    askAs: (role, operation, at) => ask(role, operation, {}, at),
    othersThan: (...roles) => everybody.filter((role) => !roles.includes(role)),
  };
}
