import { generateKeyPairSync } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';
import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sealAudit } from './audit-chain.ts';
import type { AuditEntry } from './audit-entry.ts';
import { searchAudit } from './audit-event.ts';
import { openAuditLog } from './audit-log.ts';
import { alignAuditOrder } from './audit-order.ts';
import { checkAudit } from './check-audit.ts';

const keys = generateKeyPairSync('ed25519');
let database: TestSql;

const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  at: new Date('2026-03-02T01:00:00.123Z'),
  agent: 'Practitioner/an',
  agentName: 'BS. An',
  client: 'lienmach-web',
  action: 'R',
  outcome: 0,
  activity: 'read',
  what: ['Observation/k1'],
  patient: ['p1'],
  address: '127.0.0.1',
  ...change,
});

async function write(count: number): Promise<void> {
  const log = openAuditLog(database.sql);
  for (let index = 0; index < count; index++) log.record(entry({ what: [`Observation/k${index}`] }));
  await log.close();
}

const run = (text: string) => database.sql.query({ text });
const sealNow = () => sealAudit(database.sql, keys.privateKey, 'audit-1');

/** Other test files run transactions on the same cluster; the seal waits for those that are older than our rows. */
async function seal(expected = 1): Promise<number> {
  let sealed = 0;
  for (let round = 0; round < 100 && sealed < expected; round++) {
    if (round > 0) await new Promise((resume) => setTimeout(resume, 50));
    sealed += await sealNow();
  }
  return sealed;
}
const check = (no?: number) => checkAudit(database.sql, keys.publicKey, no === undefined ? undefined : { no });

beforeEach(async () => {
  database = await openTestSql();
});
afterEach(() => database.close());

describe('nhật ký truy cập', () => {
  test('ghi theo nhóm, tìm lại được theo người bệnh, người xem và ngày', async () => {
    const log = openAuditLog(database.sql);
    log.record(entry());
    log.record(
      entry({ patient: ['p2'], agent: 'Practitioner/binh', at: new Date('2026-03-03T18:00:00Z'), outcome: 4 }),
    );
    log.record(entry({ activity: 'search', query: 'Patient?name=an', patient: ['p1', 'p2'] }));
    await log.flush();
    const find = async (query: string) => (await searchAudit(database.sql, new URLSearchParams(query))).events;
    expect(await find('')).toHaveLength(3);
    expect(await find('patient=p2')).toHaveLength(2);
    expect(await find('patient=Patient/p1&agent=Practitioner/an')).toHaveLength(2);
    expect(await find('date=2026-03-04')).toHaveLength(1); // 18:00 UTC is the next day in Viet Nam
    expect(await find('date=lt2026-03-04')).toHaveLength(2);
    expect(await find('outcome=4&entity=Observation/k1')).toHaveLength(1);
    expect((await find('patient=p2'))[1]).toMatchObject({
      resourceType: 'AuditEvent',
      action: 'R',
      outcome: '4',
      recorded: '2026-03-03T18:00:00.000Z',
      agent: [{ requestor: true, who: { reference: 'Practitioner/binh' } }],
      entity: [{ what: { reference: 'Patient/p2' } }, { what: { reference: 'Observation/k1' } }],
    });
    await log.close();
  });

  test('từng trang một, không sót không trùng', async () => {
    await write(7);
    const seen: (string | undefined)[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const query = new URLSearchParams({ _count: '3', ...(cursor === '' ? {} : { _cursor: cursor }) });
      const page = await searchAudit(database.sql, query);
      seen.push(...page.events.map((event) => event.id));
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen.map(Number)).toEqual(seen.map(Number).toSorted((a, b) => b - a));
  });

  test.each(['name=an', 'date=hôm qua', 'outcome=9', '_count=nhiều', '_cursor=x', '_cursor=5', 'date=0000-01-01'])(
    '%s bị từ chối',
    async (query) => {
      await expect(searchAudit(database.sql, new URLSearchParams(query))).rejects.toMatchObject({ status: 400 });
    },
  );

  test('cơ sở dữ liệu không nhận thì lần xem sau bị từ chối; nhận lại thì không mất dòng nào', async () => {
    let isAway = false;
    const flaky: Sql = {
      ...database.sql,
      query: (statement) => (isAway ? Promise.reject(new Error('away')) : database.sql.query(statement)),
    };
    const log = openAuditLog(flaky);
    isAway = true;
    log.record(entry());
    await expect(log.flush()).rejects.toMatchObject({ status: 503 });
    expect(() => log.record(entry())).toThrow(expect.objectContaining({ code: 'access.auditUnavailable' }));
    isAway = false;
    await log.flush();
    log.record(entry());
    await log.close();
    expect((await searchAudit(database.sql, new URLSearchParams())).events).toHaveLength(2);
  });

  test('ký tự lạ trong địa chỉ không làm tắc nhật ký', async () => {
    const log = openAuditLog(database.sql);
    log.record(entry({ what: ['Patient/a\0b', 'Patient/\uD800'], query: 'name=\0' }));
    await log.close();
    const { events } = await searchAudit(database.sql, new URLSearchParams());
    expect(events[0]?.entity?.map((one) => one.what?.reference)).toContain('Patient/a\uFFFDb');
  });

  test('hàng chờ đầy thì từ chối, không bỏ dòng nào', async () => {
    let release = () => {};
    const held = new Promise<void>((resume) => {
      release = resume;
    });
    const slow: Sql = {
      ...database.sql,
      query: async (statement) => {
        await held;
        return database.sql.query(statement);
      },
    };
    const log = openAuditLog(slow);
    let taken = 0;
    try {
      for (; taken < 20_000; taken++) log.record(entry());
    } catch (thrown) {
      expect(thrown).toMatchObject({ status: 503 });
    }
    expect(taken).toBe(5_000);
    release();
    await log.close();
    expect(await run('select count(*)::int as count from audit')).toEqual([{ count: 5_000 }]);
  });
});

describe('chuỗi niêm phong', () => {
  test('niêm phong theo thứ tự ghi, nói rõ phần chưa niêm phong', async () => {
    await write(5);
    expect(await seal(5)).toBe(5);
    expect(await sealNow()).toBe(0);
    await write(2);
    expect(await check()).toEqual({ isIntact: true, sealed: 5, unsealedTail: 2, findings: [] });
    expect(await seal(2)).toBe(2);
    expect(await check()).toMatchObject({ isIntact: true, sealed: 7, unsealedTail: 0 });
  });

  test('giao dịch số 10 đứng sau số 9, dòng 10 sau dòng 9: thứ tự theo số, không theo chữ', async () => {
    const insert = (tx: string, rows: number) =>
      run(
        `insert into audit (at, tx, action, agent) select now(), '${tx}'::xid8, 'R', 'an' from generate_series(1, ${rows})`,
      );
    await insert('9', 12);
    await insert('10', 1);
    expect(await seal(13)).toBe(13);
    expect(await sealNow()).toBe(0);
    expect(await check()).toEqual({ isIntact: true, sealed: 13, unsealedTail: 0, findings: [] });
  });

  test.each([
    ['sửa một dòng', `update audit set agent = 'Practitioner/khac' where seq = 3`, 'row 3 was changed'],
    ['sửa giờ một dòng', `update audit set at = at + interval '1 ms' where seq = 3`, 'row 3 was changed'],
    ['xóa một dòng', 'delete from audit where seq = 3', 'row 3 was deleted or moved'],
    ['xóa dòng cuối', 'delete from audit where seq = 5', 'row 5 was deleted or moved'],
    [
      'chèn một dòng cũ',
      `insert into audit (at, tx, action, agent, seq) overriding system value select at, tx, action, agent, 0 from audit where seq = 5`,
      'row 0 was',
    ],
    [
      'đổi chỗ hai dòng',
      `update audit set seq = case seq when 2 then 1000002 else 1000003 end where seq in (2, 3);
       update audit set seq = case seq when 1000002 then 3 else 2 end where seq > 1000000`,
      'row 2 was changed',
    ],
    [
      'sửa niêm phong',
      `update audit_seal set digests = overlay(digests placing '\\x0000000000000000' from 1)`,
      'seal 1 was changed',
    ],
    ['xóa niêm phong giữa', 'delete from audit_seal where no = 2', 'seal 2 is missing'],
  ])('%s thì bị phát hiện', async (_title, tampering, finding) => {
    await write(5);
    await seal(5);
    for (let round = 0; round < 2; round++) {
      await write(1);
      await seal();
    }
    expect(await check()).toMatchObject({ isIntact: true, sealed: 7 });
    await database.sql.script(
      tampering.startsWith('update audit set seq')
        ? `alter table audit alter column seq drop identity; ${tampering}`
        : tampering,
    );
    const after = await check();
    expect(after.isIntact).toBe(false);
    expect(after.findings.join('; ')).toContain(finding);
  });

  test('niêm phong làm lại bằng khóa khác không được nhận', async () => {
    await write(3);
    const other = generateKeyPairSync('ed25519').privateKey;
    await vi.waitUntil(() => sealAudit(database.sql, other, 'audit-1'), { timeout: 20_000 });
    expect((await check()).findings).toEqual(['seal 1 is not signed by this site']);
  });

  test('cắt đuôi chuỗi thì bị phát hiện nhờ số niêm phong đã thấy', async () => {
    await write(1);
    await seal();
    await write(1);
    await seal();
    await run('delete from audit_seal where no = 2');
    await run('delete from audit where seq = 2');
    expect((await check(2)).findings).toEqual(['seals after 1 are missing: 2 was seen']);
  });

  test('dòng của giao dịch chưa kết thúc không bị niêm phong vượt qua', async () => {
    if (database.sql.engine === 'pglite') return;
    await database.sql.transaction(async (inside) => {
      await inside.query({ text: `insert into audit (at, action, agent) values (now(), 'U', 'chậm')` });
      await write(2);
      expect(await sealNow()).toBe(0);
    });
    expect(await seal(3)).toBe(3);
    expect(await check()).toMatchObject({ isIntact: true, sealed: 3 });
  });

  test('cơ sở dữ liệu dựng lại từ bản sao đếm giao dịch lại từ đầu: chuỗi vẫn nối tiếp, dòng mới vẫn được niêm phong', async () => {
    await write(2);
    await seal(2);
    // what a dump brings along: rows and seals of transactions that this server has not counted to yet
    await run(`update audit_epoch set base = 900000000`);
    await write(3);
    await seal(3);
    await run('update audit_epoch set base = 0');
    expect(await alignAuditOrder(database.sql)).toBeGreaterThan(0);
    expect(await alignAuditOrder(database.sql)).toBe(0);
    await write(2);
    expect(await seal(2)).toBe(2);
    expect(await check()).toEqual({ isIntact: true, sealed: 7, unsealedTail: 0, findings: [] });
    const { events } = await searchAudit(database.sql, new URLSearchParams());
    expect(events.map((event) => Number(event.id))).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });
});
