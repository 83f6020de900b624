import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { openClients } from '@lienmach/access';
import { openPostgres, type Sql } from '@lienmach/fhir-store';
import { type Program, startProgram } from '../program.ts';

export interface MatchRecord {
  readonly program: Program;
  /** behind the program's back, for loading and for counting */
  readonly sql: Sql;
  /** of a program that may do what a registrar may; good for an hour */
  newToken(): Promise<string>;
  close(): Promise<void>;
}

/** bytes of disk that a person takes while the record is filled: versions, index rows, write-ahead log */
const PER_PERSON = 9_000;
const SPARE = 4e9;

function refuseLittleRoom(persons: number): void {
  const { bavail, bsize } = statfsSync(tmpdir());
  const [free, needed] = [bavail * bsize, persons * PER_PERSON + SPARE];
  if (free >= needed) return;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new Error(`${persons} persons need ${gigabytes(needed)} of disk, there are ${gigabytes(free)}; use --persons`);
}

/** A client like that of a hospital's own programs: its token goes through the policies of a registrar. */
async function makeClient(sql: Sql): Promise<URLSearchParams> {
  const clients = openClients(sql);
  const scope = (await clients.find('demo-client'))?.scope ?? '';
  const client = { id: 'bench-reception', display: 'bench', roles: ['registrar'], scope };
  const secret = await clients.create(client);
  return new URLSearchParams({ grant_type: 'client_credentials', client_id: client.id, client_secret: secret });
}

async function askToken(url: string, body: URLSearchParams): Promise<string> {
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

/**
 * The program as `npm run demo` starts it, without its visit, in a process and a folder of its own.
 *
 * @param onSpawn  told how to stop it as soon as it exists
 * @throws Error when the disk has too little room for so many persons
 */
export async function openRecord(persons: number, onSpawn: (stop: () => Promise<void>) => void): Promise<MatchRecord> {
  refuseLittleRoom(persons);
  const program = await startProgram(onSpawn);
  const sql = openPostgres({ url: program.databaseUrl, max: 2 });
  try {
    const client = await makeClient(sql);
    return {
      program,
      sql,
      newToken: () => askToken(program.url, client),
      async close() {
        await sql.close();
        await program.stop();
      },
    };
  } catch (thrown) {
    await sql.close();
    await program.stop();
    throw thrown;
  }
}
