import { join } from 'node:path';
import {
  type Access,
  accessMigrations,
  openAccess,
  openKeyFolder,
  reachOf,
  searchPatientAudit,
} from '@lienmach/access';
import { bulkMigrations, openImportDesk } from '@lienmach/bulk';
import { type Signer, verifyDocument } from '@lienmach/documents';
import { exchangeMigrations, type OutgoingQueue, openChannelDesk, openMessageDesk } from '@lienmach/exchange';
import { type FhirStore, type Migration, type ResourceType, recordMigrations, type Sql } from '@lienmach/fhir-store';
import {
  CALM_LANE,
  type EventHandler,
  homeStrayJobs,
  isHeard,
  JobQueue,
  jobsMigrations,
  openJobDesk,
  untilCalm,
} from '@lienmach/jobs';
import {
  type AccessLog,
  type EngineRoom,
  Host,
  installForms,
  type OperationCall,
  openRounds,
  type Site,
  type System,
} from '@lienmach/system-kit';
import {
  openCatalogShelf,
  openClosureBook,
  openTerminology,
  type TerminologyEngine,
  terminologyMigrations,
} from '@lienmach/terminology';
import type { FhirResource } from 'fhir/r4';
import type { Logger } from 'pino';
import { operationEntry } from './audit-operations.ts';
import type { Configuration } from './configuration.ts';
import { errors } from './errors.ts';
import { openApp, openLog } from './http/app.ts';
import type { MountedRoute } from './http/authenticate.ts';
import type { House } from './http/house.ts';
import { Metrics } from './http/metrics.ts';
import { auditTokens } from './http/oauth-routes.ts';
import { openExports } from './http/open-exports.ts';
import { retainMessages } from './message-retention.ts';
import { checkMllpHost, type MllpEdge, openMllpEdge } from './mllp.ts';
import { type Gateway, openGateway } from './open-gateway.ts';
import { type OpenRecord, openRecord } from './open-record.ts';
import { rolePolicies } from './role-policies.ts';
import { openRoomBook, type RoomBook } from './room-book.ts';
import { sitesServices } from './sites-services.ts';
import { Subscriptions } from './subscriptions/subscriptions.ts';
import { systems as allSystems } from './systems.ts';
import { webhookCallers } from './webhook-partners.ts';

/** The schema of a whole site, in the order it is built. */
export const migrations: readonly Migration[] = [
  ...recordMigrations,
  ...jobsMigrations,
  ...accessMigrations,
  ...exchangeMigrations,
  ...terminologyMigrations,
  ...bulkMigrations,
];

export interface StartOptions {
  readonly config: Configuration;
  /** migrated already */
  readonly sql: Sql;
  readonly site: Site;
  readonly signer: Signer;
  readonly version: string;
  readonly systems?: readonly System[];
  /** certificates (PEM) that the document-verification page trusts */
  readonly trusted?: readonly string[];
  readonly now?: () => Date;
  /** folder of the built clinical web; absent: the bare pages only */
  readonly webFolder?: string;
}

export interface RunningServer {
  /** where it really listens; `config.baseUrl` may name another address in front of it */
  readonly url: string;
  readonly mllpPort: number | undefined;
  readonly access: Access;
  readonly host: Host;
  readonly store: FhirStore;
  readonly routes: readonly MountedRoute[];
  /** Takes no new work, lets what is under way end, writes the last audit entries. The database stays open: it is not ours. */
  stop(): Promise<void>;
}

/** Known after the port is; asked for before, the answer is 503. */
interface Door {
  gateway?: Gateway;
  access?: Access;
  /** reactions of the rooms; until they are known every event counts as heard */
  reactions?: readonly EventHandler[];
  draftSecret?: string;
  baseUrl?: string;
}

const auditOf =
  (door: Door, store: FhirStore, now: () => Date) =>
  async (call: OperationCall): Promise<void> =>
    door.access?.audit.record(await operationEntry(store, call, now()));

const accessLogOf = (door: Door, sql: Sql): AccessLog => ({
  async ofPatient(id, page) {
    await door.access?.audit.flush();
    return searchPatientAudit(sql, id, page);
  },
});

interface Behind extends Gateway {
  readonly store: FhirStore;
  readonly rooms: RoomBook;
  readonly codes: TerminologyEngine;
}

/** What people look after behind the record; accounts and the log are there when the door is. */
function engineRoomOf(
  { sql }: StartOptions,
  { rooms, inbound, engine, channels }: Behind,
  door: Door,
  now: () => Date,
): EngineRoom {
  return {
    get accounts() {
      return known(door.access).accountDesk;
    },
    get audit() {
      return known(door.access).auditDesk;
    },
    get clients() {
      return known(door.access).clients;
    },
    get openings() {
      return known(door.access).openings;
    },
    jobs: openJobDesk(sql, now),
    messages: openMessageDesk(sql, inbound, now),
    channels: openChannelDesk(sql, inbound, { engine, refresh: () => channels.refresh() }),
    catalogs: openCatalogShelf(sql),
    closures: openClosureBook(sql),
    refreshRooms: () => rooms.refresh(),
  };
}

/** The address that strangers reach is known once the port is. */
const withAddress = (site: Site, door: Door): Site => ({
  ...site,
  get publicAddress() {
    return site.publicAddress ?? door.baseUrl;
  },
});

function openHost(options: StartOptions, behind: Behind, door: Door, now: () => Date): Host {
  const { sql, site, signer } = options;
  const { store, outgoing, rooms, channels } = behind;
  return new Host({
    store,
    engines: engineRoomOf(options, behind, door, now),
    unitsToday: () => rooms.units(),
    isAsked: (option) => channels.asks(option),
    site: withAddress(site, door),
    signer,
    now,
    sealKey: () => known(door.draftSecret),
    systems: options.systems ?? allSystems,
    terminology: openTerminology(sql),
    codes: behind.codes,
    outbound: outgoing,
    services: sitesServices(site),
    accessLog: accessLogOf(door, sql),
    reachOf: (roles) => reachOf(roles, rolePolicies),
    audit: auditOf(door, store, now),
  });
}

const known = <T>(value: T | undefined): T => {
  if (value === undefined) throw errors.notReady();
  return value;
};

interface Parts extends OpenRecord {
  readonly host: Host;
  readonly door: Door;
}

function houseOf(options: StartOptions, { store, host, validate, profiles, guard, door }: Parts): House {
  const { config, sql, version, site, trusted, webFolder } = options;
  const { now } = host.options;
  return {
    sql,
    store,
    exports: openExports({ sql, store, now, folder: config.dataDir, audit: () => known(door.access).audit }),
    imports: openImportDesk({ sql, store, now, folder: join(config.dataDir, 'imports') }),
    host,
    validate,
    profiles,
    guard,
    version,
    now,
    site: { name: site.facility.name, isDemo: site.isDemo },
    metrics: new Metrics(),
    webhookCallers: webhookCallers(site, host),
    channels: () => known(door.gateway),
    access: () => known(door.access),
    baseUrl: () => known(door.baseUrl),
    draftSecret: () => known(door.draftSecret),
    ...(webFolder === undefined ? {} : { webFolder }),
    ...(trusted === undefined ? {} : { verifyDocument: async (xml) => verifyDocument(xml, { trusted, now: now() }) }),
  };
}

/** Work that repeats: reactions, messages to partners, the seal of the audit log. */
interface Worker {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const SEAL_EVERY = 60_000;
/** how often the clock is looked at; each round has its own pace */
const ROUND_EVERY = 30_000;
/** milliseconds between two looks for what is past its time */
const RETAIN_EVERY = 3_600_000;

/** what people wrote down about who may see their record */
const decidesReach: readonly ResourceType[] = ['Consent', 'RelatedPerson'];

function workerOf(options: StartOptions, host: Host, outgoing: OutgoingQueue, door: Door, log: Logger): Worker {
  const { sql, site } = options;
  const { store } = host.options;
  const subscriptions = new Subscriptions({
    store,
    subscribers: site.subscribers ?? [],
    reachOf: ({ id, roles }) => known(door.access).reachOf({ who: `client:${id}`, client: id, roles }),
  });
  const events = [...host.events, subscriptions.onRequested];
  const lookIn = (some: ReadonlySet<string>): void => {
    for (const lane of some) if (lane !== '') lanes.get(lane)?.look();
  };
  const queueOf = (lane: string): JobQueue =>
    new JobQueue({
      sql,
      now: host.options.now,
      events,
      lane,
      ...(lane === CALM_LANE ? { concurrency: 2, calm: untilCalm } : {}),
      ...(lane === '' ? { onHandedOut: lookIn } : {}),
      source: subscriptions,
      report: (line) => log.warn(line, 'job failed'),
      onTrouble: (thrown) => log.error({ err: thrown }, 'reactions stand still'),
    });
  // a partner that answers slowly holds up its own lane and nobody else
  const lanes = new Map(['', ...events.flatMap(({ lane }) => lane ?? [])].map((lane) => [lane, queueOf(lane)]));
  const queues = [...lanes.values()];
  const rounds = openRounds({
    rounds: host.rounds,
    now: host.options.now,
    onTrouble: (round, thrown) => log.warn({ err: thrown, round }, 'round failed'),
  });
  let timer: NodeJS.Timeout | undefined;
  let clock: NodeJS.Timeout | undefined;
  let retention: NodeJS.Timeout | undefined;
  let retaining: Promise<unknown> | undefined;
  const retain = (): void => {
    const kept = { sql, store, folder: options.config.dataDir, now: host.options.now };
    retaining ??= retainMessages(kept, { onlyDeclared: true })
      .catch((thrown: unknown) => log.error({ err: thrown }, 'retention stands still'))
      .finally(() => {
        retaining = undefined;
      });
  };
  const maintain = (): Promise<unknown> | undefined =>
    door.access?.maintain().catch(() => log.warn('audit log not sealed this minute'));
  return {
    async start() {
      await homeStrayJobs(sql, [...lanes.keys()]);
      await Promise.all(queues.map((queue) => queue.start()));
      outgoing.start();
      timer = setInterval(maintain, SEAL_EVERY);
      clock = setInterval(() => void rounds.look(), ROUND_EVERY);
      retention = setInterval(retain, RETAIN_EVERY);
      void rounds.look();
    },
    async stop() {
      clearInterval(timer);
      clearInterval(clock);
      clearInterval(retention);
      await Promise.all([rounds.stop(), ...queues.map((queue) => queue.stop()), outgoing.stop(), retaining]);
    },
  };
}

/** Opens what `roles` asks for beside HTTP; the doors are closed in the opposite order. */
async function openEdges(options: StartOptions, { host, door }: Parts, log: Logger, behind: Behind) {
  const { outgoing, inbound, engine } = behind;
  const { config } = options;
  const runs = (role: string): boolean => config.role === 'all' || config.role === role;
  const edge: MllpEdge | undefined = runs('gateway')
    ? await openMllpEdge({ config, host, inbound, engine })
    : undefined;
  const worker = runs('worker') ? workerOf(options, host, outgoing, door, log) : undefined;
  await worker?.start();
  return { edge, worker };
}

/** What the record tells the door, and asks of it. */
const hooksOf = (door: Door, site: Site) => ({
  // what programs outside subscribe to comes and goes: with them every event is handed out
  heard: (resource: FhirResource): boolean =>
    door.reactions === undefined ||
    (site.subscribers ?? []).length > 0 ||
    resource.resourceType === 'Subscription' ||
    isHeard(door.reactions, resource),
  base: () => (door.baseUrl === undefined ? undefined : `${door.baseUrl}/fhir/R4`),
  written: (types: ReadonlySet<ResourceType>): void => {
    if (decidesReach.some((type) => types.has(type))) door.access?.reconsider();
    if (types.has('ConceptMap')) door.gateway?.codeMaps.forget();
    // whoever wrote it, the channel follows; the desk waits for it, others do not
    if (types.has('Endpoint')) void door.gateway?.channels.refresh().catch(() => undefined);
  },
});

/** What the door knows of the site. */
const accessOf = ({ sql, site }: StartOptions, store: FhirStore) => ({
  sql,
  policies: rolePolicies,
  organization: site.facility.organization,
  register: store,
  siteName: site.facility.name,
  secondFactorRoles: site.signIn?.secondFactor ?? [],
  upstream: site.signIn?.upstream ?? [],
});

/** Composition only: opens the record, the rooms and the doors, and listens. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { config, sql, site } = options;
  const now = options.now ?? (() => new Date());
  const systems = options.systems ?? allSystems;
  const log = openLog(config.logLevel);
  const door: Door = {};
  checkMllpHost(config);
  const record = openRecord(sql, systems, now, hooksOf(door, site));
  const { store } = record;
  const rooms = openRoomBook({ store, site, now });
  const gateway = openGateway({ sql, site, config, store, now, log, host: () => host });
  const { engine, channels } = gateway;
  door.gateway = gateway;
  const behind: Behind = { store, rooms, ...gateway, codes: record.codes };
  const host: Host = openHost(options, behind, door, now);
  door.reactions = host.events;
  const parts: Parts = { ...record, host, door };
  const house = houseOf(options, parts);
  await installForms(host);
  const { app, routes } = await openApp(config, house, log);
  const url = await app.listen({ port: config.port, host: config.host });
  const baseUrl = config.baseUrl ?? url;
  const keys = openKeyFolder(config.dataDir);
  const access = await openAccess({ ...accessOf(options, store), keys, baseUrl, now, dataDir: config.dataDir });
  Object.assign(door, { access, baseUrl, draftSecret: keys.cookie });
  auditTokens(house);
  await channels.start();
  const { edge, worker } = await openEdges(options, parts, log, behind);
  await rooms.start();
  const stop = async (): Promise<void> => {
    rooms.stop();
    channels.stop();
    await engine.close();
    await edge?.close();
    await app.close();
    await Promise.all([house.exports.close(), house.imports.close()]);
    await worker?.stop();
    await access.close();
    await access.maintain().catch(() => undefined);
    house.metrics.close();
  };
  let stopped: Promise<void> | undefined;
  return {
    url,
    mllpPort: edge?.port,
    access,
    host,
    store,
    routes,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
