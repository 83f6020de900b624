import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAudit, openAccess, openKeyFolder } from '@lienmach/access';
import { type Caller, checkRecord, migrate, openPostgres, reindex, type Sql } from '@lienmach/fhir-store';
import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecord } from './open-record.ts';
import { migrations } from './start.ts';
import { systems } from './systems.ts';

const file = (name: string): string => readFileSync(join(import.meta.dirname, 'releases', name), 'utf8');
const auditKey = createPublicKey(file('0.1.0-first-visit.audit.pem'));
const caller: Caller = {
  agent: { who: 'Practitioner/bs', display: 'BS. Trần Thị Mẫu', client: 'web', roles: ['tool'] },
  reach: { limit: () => 'all' },
};
const now = () => new Date();

let database: TestSql;
let sql: Sql;
let folder: string;
let ran: readonly string[];
beforeAll(async () => {
  database = await openTestSql();
  // the connection that reads the dump keeps its settings: it is closed before anything else is done
  const reader = openPostgres({ url: database.url ?? '', max: 1 });
  await reader.script('drop schema public cascade; create schema public');
  await reader.script(file('0.1.0-first-visit.sql'));
  await reader.close();
  sql = openPostgres({ url: database.url ?? '', max: 3 });
  folder = mkdtempSync(join(tmpdir(), 'lienmach-release-'));
  ran = await migrate(sql, migrations);
  await openAccess({ sql, keys: openKeyFolder(folder), policies: [], baseUrl: 'http://127.0.0.1' });
});
afterAll(async () => {
  await sql.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('dữ liệu của bản trước lên bản này: chỉ chạy những bước còn thiếu, mỗi bước một lần', async () => {
  expect(ran.length).toBeGreaterThan(0);
  expect(ran).not.toContain('record-0001');
  expect(await migrate(sql, migrations)).toEqual([]);
});

test('chỉ mục làm lại xong thì hồ sơ lành: từng dòng chỉ mục khớp nội dung, nhật ký còn nguyên niêm phong', async () => {
  await reindex(sql);
  const check = await checkRecord(sql);
  expect(check).toMatchObject({ resources: 8, superseded: 2, danglingReferences: 0, findings: [] });
  expect(await checkAudit(sql, auditKey)).toMatchObject({ isIntact: true, sealed: 12 });
});

test('hồ sơ cũ trả lời: đọc, tìm, phiên bản cũ, đúng từng chữ số', async () => {
  const { store } = openRecord(sql, systems, now);
  expect((await store.read(caller, 'Observation', 'kali')).text).toContain('"value":6.80');
  const names = await store.search(caller, 'Patient', new URLSearchParams('name=do thi'));
  expect(names.matches.map(({ id }) => id)).toEqual(['nb1']);
  const results = 'patient=Patient/nb0&code=http://loinc.org|2823-3&value-quantity=gt6&_include=Observation:encounter';
  const found = await store.search(caller, 'Observation', new URLSearchParams(results));
  expect([...found.matches, ...found.included].map(({ id }) => id)).toEqual(['kali', 'luot1']);
  expect((await store.vread(caller, 'Encounter', 'luot1', 1)).text).toContain('in-progress');
  await expect(store.read(caller, 'Basic', 'bo')).rejects.toMatchObject({ code: 'store.deleted' });
});

test('ghi tiếp được: phiên bản nối phiên bản, nhật ký nối nhật ký', async () => {
  const { store } = openRecord(sql, systems, now);
  const written = await store.update(caller, { resourceType: 'Patient', id: 'nb2', birthDate: '1980-01-01' });
  expect(written.version).toBe(2);
  expect(await checkRecord(sql)).toMatchObject({ superseded: 3, findings: [] });
  expect(await checkAudit(sql, auditKey)).toMatchObject({ isIntact: true, sealed: 12, unsealedTail: 1 });
});

test('tài khoản, thông điệp, việc chờ, danh mục: không mất gì', async () => {
  const counts = await sql.query<{ name: string; count: number }>({
    text: `select 'account' as name, count(*)::int as count from access_account where login = 'bs.mau'
      union all select 'in', count(*)::int from message_in where raw = '\\x4d5348'
      union all select 'out', count(*)::int from message_out where state = 'waiting'
      union all select 'job', count(*)::int from job
      union all select 'outbox', count(*)::int from outbox
      union all select 'concept', count(*)::int from concept where display = 'Mục A'`,
  });
  expect(Object.fromEntries(counts.map(({ name, count }) => [name, count]))).toEqual({
    account: 1,
    in: 1,
    out: 1,
    job: 1,
    outbox: 12,
    concept: 1,
  });
});
