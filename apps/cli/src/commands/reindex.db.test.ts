import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { checkRecord, openStore } from '@lienmach/fhir-store';
import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

let database: TestSql;
const children: ChildProcess[] = [];
const caller = {
  agent: { who: 'Practitioner/test', display: 'Người thử', client: 'test', roles: ['tool'] },
  reach: { limit: () => 'all' as const },
};
const COUNT = 60;

beforeAll(async () => {
  database = await openTestSql();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.close();
});

/** As the command does it, in a process of its own. */
function startReindex(): ChildProcess {
  const store = import.meta.resolve('@lienmach/fhir-store');
  const code = `const { openPostgres, reindex } = await import(${JSON.stringify(store)});
    const sql = openPostgres({ url: process.env.URL_OF_TEST, max: 2 });
    await reindex(sql, { batch: 10 });
    await sql.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, URL_OF_TEST: database.url },
    stdio: 'ignore',
  });
  children.push(child);
  return child;
}

const left = async (): Promise<number> => {
  const [row] = await database.sql.query<{ n: number }>({
    text: "select count(*)::int4 as n from resource where indexed = 0 and id like 'k%'",
  });
  return row?.n ?? -1;
};

test('làm lại chỉ mục bị kill -9 giữa chừng: phần đã xong còn nguyên, chạy lại thì làm tiếp cho đến hết', async () => {
  const entry = Array.from({ length: COUNT }, (_, at) => {
    const id = `k${String(at).padStart(2, '0')}`;
    const resource = { resourceType: 'Patient' as const, id, name: [{ text: `Nguyễn Văn ${at}` }] };
    return { resource, request: { method: 'PUT' as const, url: `Patient/${id}` } };
  });
  await openStore(database.sql).bundle(caller, { resourceType: 'Bundle', type: 'transaction', entry });
  await database.sql.script(
    "delete from idx_string where id like 'k%'; update resource set indexed = 0 where id like 'k%'",
  );
  // somebody holds one of them: the work stands still in the middle
  await database.sql.transaction(async (tx) => {
    await tx.query({ text: "select 1 from resource where id = 'k35' for update" });
    const first = startReindex();
    await vi.waitFor(async () => expect(await left()).toBe(COUNT - 30), { timeout: 45_000, interval: 50 });
    const ended = once(first, 'exit');
    first.kill('SIGKILL');
    await ended;
  });
  expect(await left()).toBe(COUNT - 30);
  const [code] = await once(startReindex(), 'exit');
  expect(code).toBe(0);
  expect(await left()).toBe(0);
  expect((await checkRecord(database.sql)).findings).toEqual([]);
});
