import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { importCatalogFile } from '@lienmach/catalogs';
import type { Sql } from '@lienmach/fhir-store';
import type { Configuration, RunningServer } from '@lienmach/server';
import type { Site, System } from '@lienmach/system-kit';
import { openSite } from '../open-site.ts';
import { fillBloodShelf } from './blood-shelf.ts';
import { bankPartner, holdTelephones, startBank } from './demo-bank.ts';
import { startGateway } from './demo-gateway.ts';
import { startInvoices } from './demo-invoices.ts';
import { demoDirectory, demoStaff } from './district/directory.ts';
import { demoHospital } from './district/site.ts';
import { type ClientCredentials, type FhirClient, openFhirClient } from './fhir-client.ts';
import { writeHistory } from './history/write-history.ts';
import { startSimulator } from './start-simulator.ts';

export interface DemoAccount {
  readonly login: string;
  readonly role: string;
  readonly title: string;
  readonly name: string;
}

export interface Demo {
  readonly url: string;
  readonly mllpPort: number | undefined;
  /** made in this run, the same for every demo account */
  readonly password: string;
  readonly accounts: readonly DemoAccount[];
  readonly outputFolder: string;
  /** the pretended bank: `POST /pay {"qr": …}` there, and it tells the house; absent without the cashier's room */
  readonly bankUrl: string | undefined;
  /** the pretended provider of invoices: `POST /mode {"mode": …}` there; absent without `hasInvoices` */
  readonly invoiceUrl: string | undefined;
  /** the pretended gateway of the insurance: `GET /_taken`, `POST /_mode {"mode": …}` there; absent without `hasGateway` */
  readonly gatewayUrl: string | undefined;
  /** pid of the embedded PostgreSQL, for tools that measure or kill it */
  databasePid(): number | undefined;
  /** signed in over HTTP as the person of that role, or of that login; `tool` is the client of programs and benchmarks */
  as(role: string): Promise<FhirClient>;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** rooms to mount; absent: every room of the house */
  readonly systems?: readonly System[];
  /** false: orders wait in the queue, and whoever plays the analyzer writes the results */
  readonly hasAnalyzer?: boolean;
  /** electronic invoices are issued, by a provider that is a process of its own */
  readonly hasInvoices?: boolean;
  /** true: claims and card look-ups go to a pretended gateway of the insurance */
  readonly hasGateway?: boolean;
  /** milliseconds after which every code that is shown gets paid; absent: somebody pays by hand */
  readonly paysAfter?: number;
  /** the built clinical web; absent: the bare pages of the server */
  readonly webFolder?: string;
  /** of the run before on the same database: the accounts keep it, and whoever is signed in stays so */
  readonly password?: string;
  /** absent: whoever wants a second factor has one */
  readonly signIn?: NonNullable<Site['signIn']>;
}

const allScopes = 'system/*.cruds';

/** The demo district with everything running: hospital, its database, and the analyzer as a process of its own. */
export async function openDemo(configuration: Configuration, options: DemoOptions = {}): Promise<Demo> {
  const { systems, hasAnalyzer = true, paysAfter, webFolder, password: kept, signIn } = options;
  const analyzerPort = await holdPort();
  const invoices = options.hasInvoices ? await startInvoices(configuration.dataDir) : undefined;
  const gateway = options.hasGateway ? await startGateway(configuration.dataDir) : undefined;
  const site = {
    ...demoHospital,
    ...invoices?.site,
    services: [...(invoices?.site.services ?? []), ...(gateway === undefined ? [] : [gateway.service])],
    partners: demoHospital.partners.map((partner) => ({ ...partner, port: analyzerPort.port })),
    ...bankPartner(configuration.dataDir, systems),
    ...(signIn === undefined ? {} : { signIn }),
  };
  const opened = await openSite(await onFreePorts(configuration), site, systems, webFolder);
  const { server, database } = opened;
  await loadDemoCatalogs(database.sql);
  const tool = await makeToolClient(server, configuration);
  const toolClient = await openFhirClient(server.url, tool);
  await toolClient.transaction(demoDirectory);
  const { password, clients } = await makeAccounts(server, kept);
  await writeHistory(toolClient, () => openFhirClient(server.url, clients.get('doctor') ?? tool));
  if (systems?.some(({ id }) => id === 'blood-bank') ?? true) await fillBloodShelf(toolClient);
  await analyzerPort.release();
  const analyzer = hasAnalyzer ? await startAnalyzer(analyzerPort.port, server.mllpPort ?? 2575) : undefined;
  const bank = site.webhooks && (await startBank(server.url, site.webhooks, paysAfter));
  const as = (who: string): Promise<FhirClient> =>
    openFhirClient(server.url, (who === 'tool' ? tool : clients.get(who)) ?? { id: who, secret: '' });
  const putAway = bank && paysAfter !== undefined ? holdTelephones(bank.url, () => as('cashier')) : undefined;
  const outputFolder = join(configuration.dataDir, 'demo-output');
  mkdirSync(outputFolder, { recursive: true });

  return {
    url: server.url,
    mllpPort: server.mllpPort,
    password,
    accounts: demoStaff.map(({ id, role, title, name }) => ({ login: id, role, title, name })),
    outputFolder,
    bankUrl: bank?.url,
    invoiceUrl: invoices?.url,
    gatewayUrl: gateway?.url,
    databasePid: () => database.pid(),
    as,
    async close() {
      analyzer?.stop();
      putAway?.();
      bank?.stop();
      invoices?.stop();
      gateway?.stop();
      await opened.close();
    },
  };
}

/** the standard ports when they are free, any others when they are not and nobody asked for these */
async function onFreePorts(configuration: Configuration): Promise<Configuration> {
  const port = process.env.LIENMACH_PORT === undefined && !(await isFree(configuration.port)) ? 0 : configuration.port;
  const mllpPort =
    process.env.LIENMACH_MLLP_PORT === undefined && !(await isFree(configuration.mllpPort))
      ? 0
      : configuration.mllpPort;
  return { ...configuration, port, mllpPort };
}

async function loadDemoCatalogs(sql: Sql): Promise<void> {
  const [known] = await sql.query<{ loads: number }>({
    text: `select count(*)::int as loads from catalog_load where version = 'demo'`,
  });
  if ((known?.loads ?? 0) > 0) return;
  const folder = join(import.meta.dirname, 'district');
  for (const name of ['service-prices', 'formulary', 'communes']) {
    await importCatalogFile(sql, { name, file: join(folder, `${name}.csv`), version: 'demo', now: new Date() });
  }
}

/** a client for tools and benchmarks; its secret is written to a file only the owner can read */
async function makeToolClient({ access }: RunningServer, { dataDir }: Configuration): Promise<ClientCredentials> {
  const id = 'demo-client';
  const secret = await access.clients.create({ id, display: 'Công cụ bản thử', roles: ['tool'], scope: allScopes });
  writeFileSync(join(dataDir, 'demo-client.json'), `${JSON.stringify({ client_id: id, client_secret: secret })}\n`, {
    mode: 0o600,
  });
  return { id, secret };
}

/** One account to sign in by hand and one client to play the visit, for each person; the passwords change with every start. */
async function makeAccounts(
  { access }: RunningServer,
  kept: string | undefined,
): Promise<{ password: string; clients: ReadonlyMap<string, ClientCredentials> }> {
  const password = kept ?? `ban-thu-${randomBytes(6).toString('hex')}`;
  const clients = new Map<string, ClientCredentials>();
  for (const { id, role, name } of demoStaff) {
    const reference = `${role === 'board' ? 'Device' : 'Practitioner'}/${id}`;
    const isKnown = (await access.accounts.find(id)) !== undefined;
    if (isKnown && kept === undefined) await access.accounts.setPassword(id, password);
    if (!isKnown) await access.accounts.create({ login: id, display: name, reference, roles: [role] }, password);
    const client = `demo-${id}`;
    const secret = await access.clients.create({
      id: client,
      display: name,
      reference,
      roles: [role],
      scope: allScopes,
    });
    // the first of a role plays it
    if (!clients.has(role)) clients.set(role, { id: client, secret });
    clients.set(id, { id: client, secret });
  }
  return { password, clients };
}

const startAnalyzer = (port: number, mllpPort: number) =>
  startSimulator('lab-analyzer', ['--listen', String(port), '--to', `127.0.0.1:${mllpPort}`, '--delay', '300']);

const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });

interface HeldPort {
  readonly port: number;
  /** From now on whoever asks gets it: at once before it is used. */
  release(): Promise<void>;
}

/** A port nobody else gets while the house starts, which takes seconds. */
const holdPort = (): Promise<HeldPort> =>
  new Promise((held, fail) => {
    const holder = createServer((socket) => socket.destroy());
    holder.once('error', fail);
    holder.listen(0, '127.0.0.1', () => {
      const address = holder.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      held({ port, release: () => new Promise((done) => holder.close(() => done())) });
    });
  });
