import { openClients } from '@lienmach/access';
import { openPostgres, type Sql } from '@lienmach/fhir-store';
import { type FhirClient, openFhirClient } from '../fhir-client.ts';
import { type Program, startProgram } from '../program.ts';
import type { ToClose } from '../record-side.ts';

export interface ClaimsRecord {
  readonly program: Program;
  /** behind the program's back, for loading and settling */
  readonly sql: Sql;
  /** of a program that may do what a claims clerk may; its token is renewed by `refresh` */
  readonly client: FhirClient;
  refresh(): Promise<void>;
}

async function makeClerk(sql: Sql): Promise<URLSearchParams> {
  const clients = openClients(sql);
  const scope = (await clients.find('demo-client'))?.scope ?? '';
  const client = { id: 'bench-claims', display: 'bench', roles: ['claims-clerk'], scope };
  const secret = await clients.create(client);
  return new URLSearchParams({ grant_type: 'client_credentials', client_id: client.id, client_secret: secret });
}

async function askToken(url: string, body: URLSearchParams): Promise<string> {
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** The program as `npm run demo` starts it, without its visit, in a process and a folder of its own. */
export async function openClaimsRecord(toClose: ToClose): Promise<ClaimsRecord> {
  const program = await startProgram((stop) => toClose.push(stop));
  const sql = openPostgres({ url: program.databaseUrl, max: 2 });
  toClose.push(() => sql.close());
  const clerk = await makeClerk(sql);
  const client = openFhirClient(program.url, 4);
  toClose.push(() => client.close());
  const refresh = async (): Promise<void> => client.useToken(await askToken(program.url, clerk));
  await refresh();
  return { program, sql, client, refresh };
}
