import { createHash, generateKeyPairSync } from 'node:crypto';
import { openAccountDesk, openAuditDesk, openClients, openOpenings, searchPatientAudit } from '@lienmach/access';
import { makeSelfSignedCertificate, softwareSigner } from '@lienmach/documents';
import {
  type Inbound,
  type InboundOptions,
  openChannelDesk,
  openChannelEngine,
  openInbound,
  openMessageDesk,
  openServices,
  type ServiceDeclaration,
} from '@lienmach/exchange';
import { openStore, type ResourceOf, type ResourceType, type Sql } from '@lienmach/fhir-store';
import { JobQueue, openJobDesk } from '@lienmach/jobs';
import {
  type Actor,
  type EngineRoom,
  entranceOf,
  guardOf,
  Host,
  installForms,
  type Operation,
  type OperationCall,
  type Outbound,
  type RoomStore,
  type Site,
  type System,
} from '@lienmach/system-kit';
import {
  type Concept,
  openCatalogShelf,
  openClosureBook,
  openTerminologyEngine,
  recordDefinitions,
} from '@lienmach/terminology';
import { openValidator } from '@lienmach/validation';
import type { FhirResource } from 'fhir/r4';
import { memoryTerminology } from './memory-terminology.ts';
import { openTestSql } from './open-test-sql.ts';
import { testSite } from './test-site.ts';

const roles = [
  'registrar',
  'nurse',
  'doctor',
  'lab-technician',
  'lab-doctor',
  'lab-head',
  'cashier',
  'claims-clerk',
  'records-clerk',
  'administrator',
  'integration',
  'tool',
  'accountant',
  'integrator',
] as const;

export type TestRole = (typeof roles)[number] | (string & {});

/** One person at work: what they read and write, and the verbs they press. */
export interface TestPerson {
  readonly store: RoomStore;
  /** `call(verifyResult, 'Observation/k1', {...})` or by name: `call('Encounter/$finish', 'Encounter/e1', {...})` */
  call<Out>(operation: string | Operation<never, Out>, at?: string, input?: object): Promise<Out>;
}

export interface TestHospital {
  readonly site: Site;
  readonly host: Host;
  /** messages that left for partners, oldest first */
  readonly sent: readonly { channel: string; key: string; controlId: string; content: string }[];
  /** the gateway for incoming messages: `receive(raw, 'lab-analyzer')` gives the acknowledgement */
  readonly inbound: Inbound;
  /** accounts, messages, jobs and catalogs of this hospital, as verbs with `usesEngines` have them */
  readonly engines: EngineRoom;
  /** every call of a verb, and what verbs told the access log themselves */
  readonly calls: readonly OperationCall[];
  as(role: TestRole): TestPerson;
  now(): Date;
  /** the clock stands still but for this */
  tick(minutes: number): void;
  /** what time alone makes due, now */
  rounds(): Promise<void>;
  /** until no reaction is due any more */
  settled(): Promise<void>;
  all<T extends ResourceType>(type: T): Promise<ResourceOf<T>[]>;
  close(): Promise<void>;
}

export interface TestHospitalOptions {
  readonly concepts?: readonly Concept[];
  readonly site?: Partial<Site>;
  /** programs of others that rooms may call, their secrets among them; absent: none */
  readonly services?: readonly ServiceDeclaration[];
  /** code maps of channels; absent: nothing is translated */
  readonly codeMap?: InboundOptions['codeMap'];
  /** ISO instant; default Monday 2026-03-02, half past seven in the morning in Viet Nam */
  readonly startsAt?: string;
}

/** A hospital with these rooms on a real database of its own, a stopped clock and seeded chance. */
export async function openTestHospital(
  systems: readonly System[],
  options: TestHospitalOptions = {},
): Promise<TestHospital> {
  const database = await openTestSql();
  const site = { ...testSite, ...options.site };
  let time = Date.parse(options.startsAt ?? '2026-03-02T00:30:00.000Z');
  const now = () => new Date(time);
  const sent: TestHospital['sent'][number][] = [];
  const store = openStore(database.sql, {
    guard: guardOf(systems),
    entrance: entranceOf(systems),
    now,
    validate: (resource) => validator.assert(resource),
  });
  const inbound = openInbound({
    sql: database.sql,
    store,
    mappings: systems.flatMap((system) => system.messages ?? []),
    caller: (partner, type, actAs = ['integration']) =>
      host.callerOf({ ...actorOf('integration'), roles: actAs, client: partner }, type),
    now,
    ...(options.codeMap === undefined ? {} : { codeMap: options.codeMap }),
  });
  const engines = enginesOf(database.sql, inbound, now);
  const calls: OperationCall[] = [];
  const terminology = memoryTerminology(options.concepts ?? []);
  const host: Host = new Host({
    store,
    systems,
    site,
    now,
    engines,
    terminology,
    codes: openTerminologyEngine(recordDefinitions({ store: () => store, shipped: [] }), terminology),
    signer: softwareSigner(await makeSelfSignedCertificate('Bệnh viện Thử', now(), 5)),
    accessLog: { ofPatient: (id, page) => searchPatientAudit(database.sql, id, page) },
    services: openServices(options.services ?? []),
    outbound: keptOutbound(database.sql, sent),
    reachOf: () => ({ limit: () => 'all' }),
    audit: async (call) => void calls.push(call),
    randomBytes: seededBytes(),
    sealKey: () => 'khoa-thu',
  });
  const queue = new JobQueue({ sql: database.sql, now, events: host.events });
  await installForms(host);
  const house = await staffed(host.contextOf(actorOf('tool')).store, site);

  return {
    site,
    host,
    sent,
    inbound,
    engines,
    calls,
    now,
    as(role) {
      const actor = actorOf(role);
      return {
        store: host.contextOf(actor).store,
        call: <Out>(operation: string | Operation<never, Out>, at?: string, input?: object) =>
          host.call<Out>(actor, typeof operation === 'string' ? operation : nameOf(operation), at, { ...input }),
      };
    },
    tick(minutes) {
      time += minutes * 60_000;
    },
    rounds: () => roundsOf(host),
    settled: () => queue.settle(),
    all: (type) => house.search(type, '', 10_000),
    close: () => database.close(),
  };
}

/** As the queue does it: what follows a message that was never told is not told either. */
const keptOutbound = (sql: Sql, sent: TestHospital['sent'][number][]): Outbound => ({
  async send(channel, { after, ...message }) {
    const answered = await sql.query<{ channel: string; controlId: string }>({
      text: 'select channel, control_id as "controlId" from message_told',
    });
    const isKnown = after?.some((told) =>
      [...sent, ...answered].some((one) => one.channel === told.channel && one.controlId === told.controlId),
    );
    if (isKnown !== false) sent.push({ channel, ...message });
  },
});

async function staffed(house: RoomStore, site: Site): Promise<RoomStore> {
  await house.transaction({ resourceType: 'Bundle', type: 'transaction', entry: staff(site).map(putEntry) });
  return house;
}

const roundsOf = async ({ rounds }: Host): Promise<void> => {
  for (const { run } of rounds) await run();
};

const nameOf = ({ definition }: Operation<never, unknown>): string =>
  `${definition.resource?.[0] ?? ''}$${definition.code}`;

const actorOf = (role: TestRole): Actor => ({
  reference: `Practitioner/${role}`,
  display: role,
  roles: [role],
  client: 'test',
});

const putEntry = (resource: FhirResource) => ({
  resource,
  request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
});

const enginesOf = (sql: Sql, inbound: Inbound, now: () => Date): EngineRoom => ({
  accounts: openAccountDesk(sql, now),
  openings: openOpenings(sql, now),
  audit: openAuditDesk(sql, generateKeyPairSync('ed25519').publicKey),
  clients: openClients(sql),
  jobs: openJobDesk(sql, now),
  messages: openMessageDesk(sql, inbound, now),
  channels: openChannelDesk(sql, inbound, { engine: closedEngine(inbound), refresh: async () => undefined }),
  catalogs: openCatalogShelf(sql),
  closures: openClosureBook(sql),
  refreshRooms: async () => undefined,
});

/** rooms are tried without listening anywhere: channels run in the server */
const closedEngine = (inbound: Inbound) => openChannelEngine({ inbound, secrets: () => () => '', folder: '' });

/** compiled once for all hospitals of a test file */
const validator = openValidator();

/** everybody who may act has a Practitioner, the hospital an Organization: references are checked */
function staff(site: Site): FhirResource[] {
  const people = roles.map(
    (role, index): FhirResource => ({
      resourceType: 'Practitioner',
      id: role,
      active: true,
      identifier: [{ system: 'http://fhir.hl7.org.vn/core/sid/gphn', value: `${990001 + index}/THU-GPHN` }],
      name: [{ text: role }],
    }),
  );
  const hospital: FhirResource = {
    resourceType: 'Organization',
    id: site.facility.organization.split('/')[1] ?? '',
    active: true,
    identifier: [{ system: 'http://fhir.hl7.org.vn/core/sid/ma-cskcb', value: site.facility.code }],
    name: site.facility.name,
  };
  return [hospital, ...people];
}

/** the same bytes in every run */
function seededBytes(): (count: number) => Uint8Array {
  let turn = 0;
  return (count) => {
    const blocks: Buffer[] = [];
    for (let size = 0; size < count; size += 32)
      blocks.push(createHash('sha256').update(`lienmach ${turn++}`).digest());
    return Buffer.concat(blocks).subarray(0, count);
  };
}
