import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { openPostgres, type Sql } from '@lienmach/fhir-store';
import { openClient } from '../client-token.ts';
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
    const newToken = await openClient(sql, program.url, { id: 'bench-reception', role: 'registrar' });
    return {
      program,
      sql,
      newToken,
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
