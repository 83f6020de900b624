import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';

/** A program that signs in by itself with `client_credentials`. */
export interface Client {
  readonly id: string;
  readonly display: string;
  /** `Device/…`; absent: `client:<id>` */
  readonly reference?: string;
  readonly roles: readonly string[];
  /** all scopes it may have, and the ones it gets when it asks for none */
  readonly scope: string;
}

export interface Clients {
  /** @returns the secret, shown once: only its digest is kept. A second call for the same id replaces the secret. */
  create(client: Client): Promise<string>;
  find(id: string): Promise<Client | undefined>;
  secretMatches(id: string, secret: string): Promise<boolean>;
  disable(id: string): Promise<void>;
}

/** Secrets are 256 random bits made here, never chosen by people: a plain digest cannot be searched. */
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

async function create(sql: Sql, client: Client): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await sql.query({
    text: `insert into access_client (id, display, reference, roles, scope, secret) values ($1,$2,$3,$4,$5,$6)
           on conflict (id) do update set display = $2, reference = $3, roles = $4, scope = $5, secret = $6, disabled = false`,
    values: [client.id, client.display, client.reference ?? null, [...client.roles], client.scope, digest(secret)],
  });
  return secret;
}

async function find(sql: Sql, id: string): Promise<Client | undefined> {
  const text = 'select id, display, reference, roles, scope from access_client where id = $1 and not disabled';
  const [row] = await sql.query<Client & { reference: string | null }>({ name: 'access_client', text, values: [id] });
  if (row === undefined) return undefined;
  const { reference, ...client } = row;
  return reference === null ? client : { ...client, reference };
}

export function openClients(sql: Sql): Clients {
  return {
    create: (client) => create(sql, client),
    find: (id) => find(sql, id),
    async secretMatches(id, secret) {
      const text = 'select secret from access_client where id = $1 and not disabled and secret is not null';
      const [row] = await sql.query<{ secret: Uint8Array }>({ text, values: [id] });
      return row !== undefined && timingSafeEqual(Buffer.from(row.secret), digest(secret));
    },
    async disable(id) {
      await sql.query({ text: 'update access_client set disabled = true where id = $1', values: [id] });
    },
  };
}
