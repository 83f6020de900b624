import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive } from './folder-lock.ts';

let folder: string;
let database: EmbeddedPostgres;
let restarts = 0;

async function ask<Row>(text: string): Promise<Row | undefined> {
  const client = new Client(database.url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows[0] as Row | undefined;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienmach-db-'));
  database = await startEmbeddedPostgres({ folder, onRestart: () => void restarts++ });
});

afterAll(async () => {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('cơ sở dữ liệu kèm theo: mã hóa UTF-8, thứ tự C, ghi bền, chỉ nghe trên máy này', async () => {
  const row = await ask<Record<string, string>>(
    `select current_setting('fsync') as fsync, current_setting('listen_addresses') as host, current_setting('server_encoding') as encoding,
            current_setting('data_checksums') as checksums, (select datcollate from pg_database where datname = current_database()) as collation`,
  );
  expect(row).toEqual({ fsync: 'on', host: '127.0.0.1', encoding: 'UTF8', checksums: 'on', collation: 'C' });
});

test('mật khẩu được tạo ngẫu nhiên, chỉ chủ thư mục đọc được', () => {
  const file = join(folder, 'secrets', 'postgres-password');
  expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{48}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('máy chủ bị kill -9 được khởi động lại trên cùng cổng, dữ liệu đã ghi còn nguyên', async () => {
  await ask('create table ghi as select 1 as so');
  const before = database.pid();
  process.kill(before ?? 0, 'SIGKILL');
  for (let round = 0; round < 100; round++) {
    await sleep(100);
    const row = await ask<{ so: number }>('select so from ghi').catch(() => undefined);
    if (row) {
      expect(row.so).toBe(1);
      expect(database.pid()).not.toBe(before);
      return;
    }
  }
  throw new Error('the database did not come back');
});

test('dừng đúng lúc máy chủ đang được khởi động lại: không để lại máy chủ chạy một mình', async () => {
  const before = restarts;
  process.kill(database.pid() ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(restarts).toBe(before + 1));
  await database.stop();
  expect(isAlive(database.pid() ?? 0)).toBe(false);
  await expect(ask('select 1')).rejects.toThrow('ECONNREFUSED');
});
