import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';

/** A program that asks for tokens: by itself (`client_credentials`), or for the person who uses it (SMART app). */
export interface Client {
  readonly id: string;
  readonly display: string;
  /** `Device/…`; absent: `client:<id>` */
  readonly reference?: string;
  readonly roles: readonly string[];
  /** all scopes it may have, and the ones it gets when it asks for none */
  readonly scope: string;
  /** SMART apps: where people come back to */
  readonly redirectUris?: readonly string[];
  /** where it starts when somebody opens it from here */
  readonly launchUri?: string;
  /** its public keys, as JSON text; with them it signs instead of showing a secret */
  readonly jwks?: string;
  readonly jwksUri?: string;
}

/** A program as the administrator sees it. */
export interface ClientStanding extends Client {
  readonly isDisabled: boolean;
  readonly hasSecret: boolean;
  readonly created: string;
}

export interface Clients {
  /** @returns the secret, shown once: only its digest is kept. A second call for the same id replaces the secret. */
  create(client: Client): Promise<string>;
  /** One that has no secret: it signs with its keys, or it cannot keep one. Replaces the one of the same id. */
  register(client: Client): Promise<void>;
  find(id: string): Promise<(Client & { readonly hasSecret: boolean }) | undefined>;
  list(): Promise<ClientStanding[]>;
  secretMatches(id: string, secret: string): Promise<boolean>;
  /** @returns false: there is no such program */
  disable(id: string): Promise<boolean>;
}

/** Secrets are 256 random bits made here, never chosen by people: a plain digest cannot be searched. */
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

async function save(sql: Sql, client: Client, secret: Buffer | null): Promise<void> {
  await sql.query({
    text: `insert into access_client (id, display, reference, roles, scope, secret, redirect_uris, launch_uri, jwks, jwks_uri)
           values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
           on conflict (id) do update set display = $2, reference = $3, roles = $4, scope = $5, secret = $6,
             redirect_uris = $7, launch_uri = $8, jwks = $9, jwks_uri = $10, disabled = false`,
    values: [
      client.id,
      client.display,
      client.reference ?? null,
      [...client.roles],
      client.scope,
      secret,
      [...(client.redirectUris ?? [])],
      client.launchUri ?? null,
      client.jwks ?? null,
      client.jwksUri ?? null,
    ],
  });
}

async function create(sql: Sql, client: Client): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await save(sql, client, digest(secret));
  return secret;
}

interface Row extends Pick<Client, 'id' | 'display' | 'roles' | 'scope'> {
  readonly reference: string | null;
  readonly redirect_uris: string[];
  readonly launch_uri: string | null;
  readonly jwks: string | null;
  readonly jwks_uri: string | null;
  readonly has_secret: boolean;
}

const columns = `id, display, reference, roles, scope, redirect_uris, launch_uri, jwks, jwks_uri,
  secret is not null as has_secret`;

const clientOf = (row: Row): Client & { readonly hasSecret: boolean } => ({
  id: row.id,
  display: row.display,
  roles: row.roles,
  scope: row.scope,
  hasSecret: row.has_secret,
  ...(row.reference === null ? {} : { reference: row.reference }),
  ...(row.redirect_uris.length === 0 ? {} : { redirectUris: row.redirect_uris }),
  ...(row.launch_uri === null ? {} : { launchUri: row.launch_uri }),
  ...(row.jwks === null ? {} : { jwks: row.jwks }),
  ...(row.jwks_uri === null ? {} : { jwksUri: row.jwks_uri }),
});

async function list(sql: Sql): Promise<ClientStanding[]> {
  const rows = await sql.query<Row & { disabled: boolean; made: string }>({
    text: `select ${columns}, disabled, to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as made
           from access_client order by id`,
  });
  return rows.map((row) => ({ ...clientOf(row), isDisabled: row.disabled, created: row.made }));
}

export function openClients(sql: Sql): Clients {
  return {
    create: (client) => create(sql, client),
    register: (client) => save(sql, client, null),
    async find(id) {
      const text = `select ${columns} from access_client where id = $1 and not disabled`;
      const [row] = await sql.query<Row>({ name: 'access_client', text, values: [id] });
      return row && clientOf(row);
    },
    list: () => list(sql),
    async secretMatches(id, secret) {
      const text = 'select secret from access_client where id = $1 and not disabled and secret is not null';
      const [row] = await sql.query<{ secret: Uint8Array }>({ text, values: [id] });
      return row !== undefined && timingSafeEqual(Buffer.from(row.secret), digest(secret));
    },
    async disable(id) {
      const text = 'update access_client set disabled = true where id = $1 returning id';
      return (await sql.query({ text, values: [id] })).length > 0;
    },
  };
}
