import type { Sql } from '@lienmach/fhir-store';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Client, Clients } from './clients.ts';

type Known = Client & { readonly hasSecret: boolean };

export const WEB_CLIENT = 'lienmach-web';

/** What the provider keeps between two requests (codes, sessions, refresh tokens), in one table of the same database. */
class PayloadAdapter implements Adapter {
  readonly #sql: Sql;
  readonly #model: string;

  constructor(sql: Sql, model: string) {
    this.#sql = sql;
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    await this.#sql.query({
      name: 'access_payload_put',
      text: `insert into access_payload (model, id, payload, grant_id, uid, expires)
             values ($1,$2,$3,$4,$5, now() + make_interval(secs => $6))
             on conflict (model, id) do update
             set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, expires = excluded.expires`,
      values: [
        this.#model,
        id,
        JSON.stringify(payload),
        payload.grantId ?? null,
        payload.uid ?? null,
        expiresIn ?? null,
      ],
    });
  }

  async #one(where: 'id' | 'uid', value: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.#sql.query<{ payload: string; consumed: number | null }>({
      text: `select payload, extract(epoch from consumed)::int as consumed from access_payload
             where model = $1 and ${where} = $2 and (expires is null or expires > now())`,
      values: [this.#model, value],
    });
    if (row === undefined) return undefined;
    const payload: AdapterPayload = JSON.parse(row.payload);
    return row.consumed === null ? payload : { ...payload, consumed: row.consumed };
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return this.#one('id', id);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#one('uid', uid);
  }

  /** Device codes are not offered here. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const text = 'update access_payload set consumed = now() where model = $1 and id = $2';
    await this.#sql.query({ text, values: [this.#model, id] });
  }

  async destroy(id: string): Promise<void> {
    await this.#sql.query({
      text: 'delete from access_payload where model = $1 and id = $2',
      values: [this.#model, id],
    });
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#sql.query({ text: 'delete from access_payload where grant_id = $1', values: [grantId] });
  }
}

const proofOf = ({ jwks, jwksUri, hasSecret }: Known): Partial<AdapterPayload> => {
  if (jwks !== undefined) return { token_endpoint_auth_method: 'private_key_jwt', jwks: JSON.parse(jwks) };
  if (jwksUri !== undefined) return { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: jwksUri };
  return hasSecret
    ? { token_endpoint_auth_method: 'client_secret_basic', client_secret: 'only a digest is kept' }
    : { token_endpoint_auth_method: 'none' };
};

/** The provider's view of a client; the secret it asks for is a stand-in, since only a digest is kept (see provider.ts). */
function metadataOf(client: Known): AdapterPayload {
  const { redirectUris = [] } = client;
  const isApp = redirectUris.length > 0;
  return {
    client_id: client.id,
    client_name: client.display,
    application_type: redirectUris.every((uri) => uri.startsWith('https:')) ? 'web' : 'native',
    grant_types: isApp ? ['authorization_code', 'refresh_token'] : ['client_credentials'],
    response_types: isApp ? ['code'] : [],
    redirect_uris: [...redirectUris],
    ...proofOf(client),
  };
}

/** The house's own pages: a public client with PKCE, signed in to by people. */
const webClient = (baseUrl: string): AdapterPayload => ({
  client_id: WEB_CLIENT,
  client_name: 'Liền Mạch',
  application_type: 'web',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [`${baseUrl}/`],
  scope: 'openid offline_access',
  token_endpoint_auth_method: 'none',
});

/** The factory the provider asks for: one adapter per model, clients from their own table. */
export function adapterFactory(sql: Sql, clients: Clients, baseUrl: string): (model: string) => Adapter {
  return (model) => {
    const adapter = new PayloadAdapter(sql, model);
    if (model !== 'Client') return adapter;
    adapter.find = async (id) => {
      if (id === WEB_CLIENT) return webClient(baseUrl);
      const client = await clients.find(id);
      return client && metadataOf(client);
    };
    return adapter;
  };
}
