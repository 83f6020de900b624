import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface EmptyDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** For tests: a database without anything on the same server. */
export async function openEmptyDatabase(beside: string): Promise<EmptyDatabase> {
  const name = `e_${randomBytes(6).toString('hex')}`;
  await administer(beside, `create database ${name} template template0 encoding 'UTF8' locale 'C'`);
  const url = new URL(beside);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(beside, `drop database if exists ${name} with (force)`) };
}

async function administer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
