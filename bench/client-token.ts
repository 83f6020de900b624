import { openClients } from '@lienmach/access';
import type { Sql } from '@lienmach/fhir-store';

/** What a client is called and may do. */
interface BenchClient {
  readonly id: string;
  readonly role: string;
}

/**
 * A client like that of a hospital's own programs: its token goes through the policies of its role.
 *
 * @returns asks for a new token, good for an hour
 */
export async function openClient(sql: Sql, url: string, { id, role }: BenchClient): Promise<() => Promise<string>> {
  const clients = openClients(sql);
  const scope = (await clients.find('demo-client'))?.scope ?? '';
  const secret = await clients.create({ id, display: 'bench', roles: [role], scope });
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
  return async () => {
    const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`no token: ${answer.status}`);
    return ((await answer.json()) as { access_token: string }).access_token;
  };
}
