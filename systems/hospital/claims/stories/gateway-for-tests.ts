import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServiceDeclaration } from '@lienmach/exchange';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Claim, Encounter, Task } from 'fhir/r4';
import { claims } from '../index.ts';
import { stateOf, withState } from '../rules/stored-claim.ts';
import type { NeutralVisit } from './neutral-visit.ts';
import { finishedVisit } from './visit-for-tests.ts';

interface Asked {
  readonly path: string;
  readonly body: string;
}

/** The smallest thing that answers like the gateway: what it says next is up to the test. */
export interface SmallGateway {
  readonly service: ServiceDeclaration;
  /** everything but sessions, oldest first */
  readonly asked: readonly Asked[];
  /** what is said to everything but sessions */
  says: object | string;
  /** HTTP status of what is said to everything but sessions */
  status: number;
  /** what is said to whoever wants a session; absent: a session */
  saysToSession: object | string | undefined;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request) body += String(piece);
  return body;
}

const session = {
  maKetQua: '200',
  APIKey: { access_token: 'a', id_token: 'i', token_type: 'Bearer', expires_in: '2099-01-01T00:00:00Z' },
};

export async function openSmallGateway(): Promise<SmallGateway> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const isSession = path === '/api/token/take';
      if (!isSession) asked.push({ path, body });
      const says = isSession ? (gateway.saysToSession ?? session) : gateway.says;
      if (!isSession) response.statusCode = gateway.status;
      response.end(typeof says === 'string' ? says : JSON.stringify(says));
    });
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secrets = { username: 'thu', password: 'chỉ để thử', hoTenCb: 'Người Tra Thử', cccdCb: '099086990100' };
  const gateway: SmallGateway = {
    service: { id: 'cong-thu', kind: 'bhyt-gateway', address, isInside: true, secrets },
    asked,
    says: {},
    status: 200,
    saysToSession: undefined,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return gateway;
}

let transactions = 0;

/** The gateway takes a file. */
export const takes = () => {
  transactions += 1;
  return { maKetQua: '200', maGiaoDich: `GD-THU-${transactions}`, thoiGianTiepNhan: '20261121081500', thongDiep: '' };
};

export interface HospitalWithGateway {
  readonly hospital: TestHospital;
  readonly gateway: SmallGateway;
  ready(change?: (visit: NeutralVisit) => NeutralVisit): Promise<{ claim: Claim; encounter: Encounter }>;
  /** sent and taken */
  sent(): Promise<{ claim: Claim; encounter: Encounter }>;
  now(claim: Claim): Promise<Claim>;
  close(): Promise<void>;
}

export async function openHospitalWithGateway(): Promise<HospitalWithGateway> {
  const gateway = await openSmallGateway();
  const hospital = await openTestHospital([claims], {
    startsAt: '2026-11-21T01:00:00.000Z',
    services: [gateway.service],
  });
  const clerk = () => hospital.as('claims-clerk');
  const now = ({ id }: Claim) => hospital.as('tool').store.read('Claim', id ?? '');
  const ready: HospitalWithGateway['ready'] = async (change) => {
    const encounter = await finishedVisit(hospital, change);
    return { encounter, claim: await clerk().call<Claim>('Encounter/$prepare-claim', `Encounter/${encounter.id}`) };
  };
  return {
    hospital,
    gateway,
    ready,
    now,
    async sent() {
      const { encounter, claim } = await ready();
      gateway.says = takes();
      await clerk().call<Task>('Claim/$send-claim', `Claim/${claim.id}`);
      await hospital.settled();
      const after = await now(claim);
      if (stateOf(after) !== 'sent') throw new Error(`the claim stands at ${stateOf(after)}`);
      return { encounter, claim: after };
    },
    async close() {
      await gateway.close();
      await hospital.close();
    },
  };
}

/** A person closed it for sending. */
export const lock = (hospital: TestHospital, claim: Claim): Promise<Claim> =>
  hospital.as('tool').store.update(withState(claim, 'locked'));
