import type { Sql } from '@lienmach/fhir-store';
import type Provider from 'oidc-provider';
import { type AccountDesk, openAccountDesk } from './account-desk.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { sealAudit } from './audit-chain.ts';
import { type AuditDesk, openAuditDesk } from './audit-desk.ts';
import { type AuditLog, openAuditLog } from './audit-log.ts';
import { alignAuditOrder } from './audit-order.ts';
import { type Clients, openClients } from './clients.ts';
import type { SiteKeys } from './key-folder.ts';
import { type OneTimeLinks, openOneTimeLinks } from './one-time-links.ts';
import type { Policy } from './policy.ts';
import { openProvider } from './provider.ts';
import { openTokenVerifier, type TokenVerifier } from './token-verifier.ts';

export interface AccessOptions {
  readonly sql: Sql;
  readonly keys: SiteKeys;
  readonly policies: readonly Policy[];
  /** origin of the site, no trailing slash */
  readonly baseUrl: string;
  readonly now?: () => Date;
}

/** The door of the house: who are you, what may you, and the book in which it is written. */
export interface Access {
  readonly accounts: Accounts;
  /** accounts as an administrator sees and changes them */
  readonly accountDesk: AccountDesk;
  readonly clients: Clients;
  readonly links: OneTimeLinks;
  readonly provider: Provider;
  readonly verifier: TokenVerifier;
  readonly audit: AuditLog;
  readonly auditDesk: AuditDesk;
  /** Seals the audit log once and removes what expired; a timer calls it every minute. @returns rows sealed */
  maintain(): Promise<number>;
  close(): Promise<void>;
}

const expired = ['access_payload', 'access_revoked', 'access_link'];

export async function openAccess(options: AccessOptions): Promise<Access> {
  const { sql, keys, baseUrl, policies } = options;
  const now = options.now ?? (() => new Date());
  const forget = (): void => verifier.forget();
  const accounts = openAccounts(sql, now, forget);
  const clients = openClients(sql);
  await alignAuditOrder(sql);
  const audit = openAuditLog(sql);
  const verifier = openTokenVerifier({ sql, accounts, clients, keys, baseUrl, policies, now });
  return {
    accounts,
    accountDesk: openAccountDesk(sql, now, forget),
    clients,
    links: openOneTimeLinks(sql, (inside) => openAccounts(inside, now, forget), now),
    provider: await openProvider({ sql, accounts, clients, keys, baseUrl }),
    verifier,
    audit,
    auditDesk: openAuditDesk(sql, keys.auditPublic),
    async maintain() {
      for (const table of expired)
        await sql.query({ text: `delete from ${table} where expires < now() - interval '1 day'` });
      return sealAudit(sql, keys.audit, 'audit-1');
    },
    close: () => audit.close(),
  };
}
