import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunningUrl } from '@lienmach/database';
import { checkRecord, openPostgres, type Sql } from '@lienmach/fhir-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishedImport, startImport } from './import-under-way.ts';
import { type Loader, startLoader } from './loader.ts';
import { freePort, type RunningProgram, startProgram } from './running-program.ts';
import { whatIsThere } from './what-is-there.ts';

const rounds = process.env.LIENMACH_TEST_LONG === '1' ? 20 : 3;
const victims = ['both', 'server', 'database'] as const;
const leastAcknowledged = 100;

let folder: string;
let port: number;
let program: RunningProgram;
const acknowledged = new Set<string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienmach-crash-'));
  port = await freePort();
  program = await startProgram(folder, port);
});

afterAll(async () => {
  await program?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function untilEnough(loader: Loader): Promise<void> {
  while (loader.acknowledged.size < leastAcknowledged) await sleep(5);
  await sleep(Math.random() * 400);
}

function databasePid(): number {
  return Number.parseInt(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8'), 10);
}

async function strike(victim: (typeof victims)[number]): Promise<void> {
  const database = databasePid();
  if (victim !== 'server') process.kill(database, 'SIGKILL');
  if (victim !== 'database') await program.kill('SIGKILL');
}

/** the server whose database died says 503 and comes back by itself */
async function untilReadyAgain(): Promise<number[]> {
  const seen: number[] = [];
  for (let waited = 0; waited < 300; waited++) {
    const { status } = await fetch(`${program.url}/readyz`);
    seen.push(status);
    if (status === 200 && waited > 0) return seen;
    await sleep(100);
  }
  throw new Error('the server did not recover');
}

test.each(
  Array.from({ length: rounds }, (_, round) => [round + 1, victims[round % victims.length] ?? 'both'] as const),
)(
  'lần %i: kill -9 (%s) giữa lúc ghi, không mất lượt khám nào đã báo nhận, không lượt nào dở dang',
  async (round, victim) => {
    const loader = startLoader(program.url, await program.token(), `r${round}`);
    await untilEnough(loader);
    await strike(victim);
    const statuses = victim === 'database' ? await untilReadyAgain() : undefined;
    await loader.stop();
    if (victim !== 'database') program = await startProgram(folder, port);
    for (const name of loader.acknowledged) acknowledged.add(name);

    const { whole, halves } = await whatIsThere(findRunningUrl(folder) ?? '');
    const missing = [...acknowledged].filter((name) => !whole.has(name));
    console.log(
      `round ${round} (${victim}): ${loader.acknowledged.size} acknowledged, ${missing.length} missing, ${halves.length} half present`,
    );
    expect(missing).toEqual([]);
    expect(halves).toEqual([]);
    if (statuses) {
      expect([...loader.statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
      expect(statuses.at(-1)).toBe(200);
    }
  },
);

const imported = `from resource where id like 'nhap-%'`;
const lines = 8000;

async function withDatabase<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const sql = openPostgres({ url: findRunningUrl(folder) ?? '', max: 1 });
  return work(sql).finally(() => sql.close());
}

test('kill -9 giữa lúc nhập hàng loạt: hỏi lại thì làm tiếp, mỗi dòng vào đúng một lần và có đủ chỉ mục', async () => {
  const job = await startImport(program, lines);
  const before = await withDatabase(async (sql) => {
    for (;;) {
      const [row] = await sql.query<{ count: number }>({ text: `select count(*)::int4 as count ${imported}` });
      if (row && row.count > 0) return row.count;
      await sleep(5);
    }
  });
  await strike('both');
  program = await startProgram(folder, port);
  // the lease of the dead process, run out
  await withDatabase((sql) => sql.query({ text: 'update bulk_job set taken = to_timestamp(0)' }));
  expect(await finishedImport(program, job)).toMatchObject({ output: [{ count: lines }], error: [] });
  console.log(`import: ${before} of ${lines} lines were there when it was killed`);
  await withDatabase(async (sql) => {
    const [row] = await sql.query<Record<string, number>>({
      text: `select count(*)::int4 as resources, max(version)::int4 as version,
               (select count(*)::int4 from resource_history where id like 'nhap-%') as superseded ${imported}`,
    });
    expect(row).toEqual({ resources: lines, version: 1, superseded: 0 });
    expect((await checkRecord(sql)).findings).toEqual([]);
  });
});
