import type { Reach, Sql } from '@lienmach/fhir-store';
import type Provider from 'oidc-provider';
import { type AccountDesk, openAccountDesk } from './account-desk.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { sealAudit } from './audit-chain.ts';
import { type AuditDesk, openAuditDesk } from './audit-desk.ts';
import { noteAuditHead, readAuditHead } from './audit-head.ts';
import { type AuditLog, openAuditLog } from './audit-log.ts';
import { alignAuditOrder } from './audit-order.ts';
import { openCircumstances } from './circumstances.ts';
import { type Clients, openClients } from './clients.ts';
import type { Register } from './delegates.ts';
import type { SiteKeys } from './key-folder.ts';
import { type KnownDevices, openKnownDevices } from './known-devices.ts';
import { type Launches, openLaunches } from './launches.ts';
import { type OneTimeLinks, openOneTimeLinks } from './one-time-links.ts';
import { type OpeningDesk, openOpenings } from './openings.ts';
import { openPasskeys, type Passkeys } from './passkeys.ts';
import { type Policy, reachOf } from './policy.ts';
import { openProvider } from './provider.ts';
import { openSecondFactors, type SecondFactors } from './second-factors.ts';
import { openTickets, type Tickets } from './tickets.ts';
import { openTokenVerifier, type TokenVerifier } from './token-verifier.ts';
import { openUpstream, type Upstream, type UpstreamHouse } from './upstream.ts';

export interface AccessOptions {
  readonly sql: Sql;
  readonly keys: SiteKeys;
  readonly policies: readonly Policy[];
  /** origin of the site, no trailing slash */
  readonly baseUrl: string;
  /** as authenticators and devices show it */
  readonly siteName?: string;
  /** roles that nobody uses without a second factor */
  readonly secondFactorRoles?: readonly string[];
  /** houses that may say who somebody is */
  readonly upstream?: readonly UpstreamHouse[];
  readonly now?: () => Date;
  /** where the newest seal of the log is noted, outside the database; absent: nowhere */
  readonly dataDir?: string;
  /** `Organization/…`: for whom everybody acts who acts for nobody else */
  readonly organization?: string;
  /** the record, to learn for whom a citizen acts */
  readonly register?: Register;
}

/** The door of the house: who are you, what may you, and the book in which it is written. */
export interface Access {
  readonly accounts: Accounts;
  /** accounts as an administrator sees and changes them */
  readonly accountDesk: AccountDesk;
  readonly clients: Clients;
  readonly links: OneTimeLinks;
  readonly factors: SecondFactors;
  readonly passkeys: Passkeys;
  readonly devices: KnownDevices;
  readonly tickets: Tickets;
  readonly upstream: Upstream;
  readonly launches: Launches;
  /** Does one of these roles ask for a second factor? */
  needsSecondFactor(roles: readonly string[]): boolean;
  readonly provider: Provider;
  readonly verifier: TokenVerifier;
  readonly audit: AuditLog;
  readonly auditDesk: AuditDesk;
  /** who broke the glass */
  readonly openings: OpeningDesk;
  /** What somebody without a token reaches at this moment, e.g. who is told of changes. */
  reachOf(holder: { readonly who: string; readonly client: string; readonly roles: readonly string[] }): Promise<Reach>;
  /** This person or program (`Practitioner/…`, `client:<id>`) acts for another organisation than the site. */
  actFor(holder: string, organization: string): Promise<void>;
  /** Something was written that decides who may see what: everybody is looked at again, here and in other processes. */
  reconsider(): void;
  /** Seals the audit log once and removes what expired; a timer calls it every minute. @returns rows sealed */
  maintain(): Promise<number>;
  close(): Promise<void>;
}

/** where processes tell each other that somebody may see more or less than before */
const CHANNEL = 'lienmach_reach';

const expired = ['access_payload', 'access_revoked', 'access_link'];
/** what is forgotten when nobody used it for so long */
const unused = [
  `delete from access_attempt where tried < now() - interval '2 days'`,
  `delete from access_place where used < now() - interval '2 days'
     and not exists (select 1 from access_payload where model = 'Grant' and id = session)`,
  `delete from access_device where used < now() - interval '180 days'`,
];

export async function openAccess(options: AccessOptions): Promise<Access> {
  const { sql, keys, baseUrl, policies, dataDir, siteName = 'Liền Mạch', secondFactorRoles = [] } = options;
  const now = options.now ?? (() => new Date());
  const forget = (): void => verifier.forget();
  const reconsider = (): void => {
    forget();
    sql.query({ text: `select pg_notify('${CHANNEL}', '')` }).catch(() => undefined);
  };
  const accounts = openAccounts(sql, now, forget);
  const clients = openClients(sql);
  await alignAuditOrder(sql);
  const audit = openAuditLog(sql);
  const tickets = openTickets(sql, now);
  const launches = openLaunches(tickets);
  const circumstances = openCircumstances({ ...options, now });
  const verifier = openTokenVerifier({
    sql,
    accounts,
    clients,
    keys,
    baseUrl,
    policies,
    now,
    circumstances,
  });
  const deaf = await sql.listen(CHANNEL, forget);
  return {
    accounts,
    factors: openSecondFactors({ sql, key: keys.factors, now }),
    passkeys: openPasskeys({ sql, tickets, baseUrl, siteName, now }),
    devices: openKnownDevices(sql, now),
    tickets,
    launches,
    upstream: openUpstream({ sql, tickets, baseUrl, houses: options.upstream ?? [] }),
    needsSecondFactor: (roles) => roles.some((role) => secondFactorRoles.includes(role)),
    accountDesk: openAccountDesk(sql, now, forget),
    clients,
    links: openOneTimeLinks(sql, (inside) => openAccounts(inside, now, forget), now),
    provider: await openProvider({ sql, accounts, clients, keys, baseUrl, now, launches }),
    verifier,
    audit,
    auditDesk: openAuditDesk(sql, keys.auditPublic, () => (dataDir === undefined ? undefined : readAuditHead(dataDir))),
    openings: openOpenings(sql, now, reconsider),
    reachOf: async (holder) => reachOf(holder.roles, policies, (await circumstances.of(holder)).narrowing),
    async actFor(holder, organization) {
      const text = 'insert into access_party (holder, organization) values ($1, $2) on conflict do nothing';
      await sql.query({ text, values: [holder, organization] });
      reconsider();
    },
    reconsider,
    async maintain() {
      for (const table of expired)
        await sql.query({ text: `delete from ${table} where expires < now() - interval '1 day'` });
      for (const text of unused) await sql.query({ text });
      const sealed = await sealAudit(sql, keys.audit, 'audit-1');
      if (dataDir !== undefined) await noteAuditHead(sql, dataDir);
      return sealed;
    },
    async close() {
      await deaf();
      await audit.close();
    },
  };
}
