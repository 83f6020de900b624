import { openPostgres, type Sql } from '@lienmach/fhir-store';
import { openClient } from '../client-token.ts';
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

/** The program as `npm run demo` starts it, without its visit, in a process and a folder of its own. */
export async function openClaimsRecord(toClose: ToClose): Promise<ClaimsRecord> {
  const program = await startProgram((stop) => toClose.push(stop));
  const sql = openPostgres({ url: program.databaseUrl, max: 2 });
  toClose.push(() => sql.close());
  const newToken = await openClient(sql, program.url, { id: 'bench-claims', role: 'claims-clerk' });
  const client = openFhirClient(program.url, 4);
  toClose.push(() => client.close());
  const refresh = async (): Promise<void> => client.useToken(await newToken());
  await refresh();
  return { program, sql, client, refresh };
}
