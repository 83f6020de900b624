import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@lienmach/database';
import { openPostgres } from '@lienmach/fhir-store';
import type { TestProject } from 'vitest/node';
import { migrateAll } from './migrate-all.ts';

export interface TestCluster {
  /** URL of the maintenance database */
  readonly url: string;
  /** migrated database that every test file clones */
  readonly template: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: TestCluster;
  }
}

/**
 * One PostgreSQL for a whole run, fsync off, with one migrated template. `LIENMACH_TEST_DATABASE_URL` names another server
 * (Debian's 15 for the store's suite).
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.LIENMACH_TEST_DATABASE_URL;
  const own = given === undefined ? await startOwn() : undefined;
  const url = given ?? own?.url ?? '';
  const template = `lienmach_template_${process.pid}`;
  await administer(url, [`drop database if exists ${template}`, `create database ${template}`]);
  const sql = openPostgres({ url: databaseUrl(url, template), max: 1 });
  await migrateAll(sql);
  await sql.close();
  project.provide('cluster', { url, template });
  return async () => {
    if (given !== undefined) await administer(url, [`drop database if exists ${template}`]);
    await own?.stop();
  };
}

async function startOwn() {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-tests-'));
  const database = await startEmbeddedPostgres({ folder, isDurable: false });
  return {
    url: database.url,
    async stop() {
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** statements that no transaction may hold: create and drop database */
export async function administer(url: string, statements: readonly string[]): Promise<void> {
  const sql = openPostgres({ url, max: 1 });
  try {
    for (const text of statements) await sql.query({ text });
  } finally {
    await sql.close();
  }
}

export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
