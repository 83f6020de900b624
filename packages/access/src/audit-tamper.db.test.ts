import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from '@lienmach/fhir-store';
import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sealAudit, sealHash } from './audit-chain.ts';
import { type AuditHead, noteAuditHead, readAuditHead } from './audit-head.ts';
import { openAuditLog } from './audit-log.ts';
import { checkAudit } from './check-audit.ts';

const keys = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
let database: TestSql;
let folder: string;
let seen: AuditHead | undefined;

/** Three seals over rows 1-3, 4-6 and 7-8, and row 9 that no seal covers yet. */
beforeAll(async () => {
  database = await openTestSql();
  folder = mkdtempSync(join(tmpdir(), 'lienmach-head-'));
  for (const [place, rows] of [3, 3, 2, 1].entries()) {
    const log = openAuditLog(database.sql);
    for (let row = 0; row < rows; row += 1)
      log.record({
        at: new Date('2026-03-02T01:00:00.123Z'),
        agent: 'Practitioner/an',
        agentName: 'BS. An',
        client: 'lienmach-web',
        action: 'R',
        outcome: 0,
        activity: 'read',
        what: [`Observation/k${place}-${row}`, 'Observation/k'],
        patient: ['p1', 'p2'],
        query: 'Observation?code=x',
        purpose: 'TREAT',
        address: '127.0.0.1',
      });
    await log.close();
    if (rows > 1) await sealed(rows);
  }
  await noteAuditHead(database.sql, folder);
  seen = readAuditHead(folder);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

/** Other test files run transactions on the same cluster; the seal waits for those that are older than our rows. */
async function sealed(rows: number): Promise<void> {
  let done = 0;
  await vi.waitUntil(
    async () => {
      done += await sealAudit(database.sql, keys.privateKey, 'audit-1');
      return done >= rows;
    },
    { timeout: 45_000 },
  );
}

class RolledBack extends Error {}

/** What the check says after this, which is then undone. */
async function foundAfter(tamper: (sql: Sql) => Promise<unknown>, head = seen): Promise<readonly string[]> {
  let findings: readonly string[] = [];
  const undone = database.sql.transaction(async (inside) => {
    await tamper(inside);
    ({ findings } = await checkAudit(inside, keys.publicKey, head));
    throw new RolledBack();
  });
  await expect(undone).rejects.toBeInstanceOf(RolledBack);
  return findings;
}

const statements =
  (...texts: readonly string[]) =>
  async (sql: Sql): Promise<void> => {
    for (const text of texts) await sql.query({ text });
  };

const FREE = 'alter table audit alter column seq drop identity';

test('không ai đụng vào thì không có gì để báo; số niêm phong mới nhất được ghi ngoài cơ sở dữ liệu', async () => {
  const result = await checkAudit(database.sql, keys.publicKey, seen);
  expect(result).toEqual({ isIntact: true, sealed: 8, unsealedTail: 1, findings: [] });
  expect(seen).toMatchObject({ no: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

describe('sửa một cột của một dòng', () => {
  const changes: Readonly<Record<string, string>> = {
    at: `at + interval '1 ms'`,
    outcome: '4',
    action: `'U'`,
    agent: `'Practitioner/khac'`,
    agent_name: `'BS. Khác'`,
    client: `''`,
    activity: 'null',
    what: `array['Observation/k']`,
    patient: `array['p2', 'p1']`,
    query: `query || ' '`,
    purpose: `''`,
    address: 'null',
  };

  test('bảng này kể đủ mọi cột', async () => {
    const rows = await database.sql.query<{ name: string }>({
      text: `select attname as name from pg_attribute where attrelid = 'audit'::regclass and attnum > 0 and not attisdropped`,
    });
    expect(rows.map(({ name }) => name).sort()).toEqual([...Object.keys(changes), 'seq', 'tx'].sort());
  });

  test.each(Object.entries(changes))('%s', async (column, value) => {
    for (const seq of [1, 5, 8])
      expect(await foundAfter(statements(`update audit set ${column} = ${value} where seq = ${seq}`))).toEqual([
        `row ${seq} was changed`,
      ]);
  });

  test.each([
    ['seq', 'seq + 100', 'row 5 was deleted or moved'],
    ['tx', `(tx::text::numeric + 1000000)::text::xid8`, 'row 5 was deleted or moved'],
    ['tx', `'1'::xid8`, 'row 5 was'],
  ])('%s: %s', async (column, value, finding) => {
    const found = await foundAfter(statements(FREE, `update audit set ${column} = ${value} where seq = 5`));
    expect(found.join('; ')).toContain(finding);
  });
});

describe('thêm, bớt, đổi chỗ dòng', () => {
  const copy = (seq: string, from: number) =>
    `insert into audit (at, tx, action, agent, seq) overriding system value select at, tx, action, agent, ${seq} from audit where seq = ${from}`;
  const swap = (one: number, other: number) =>
    `update audit set seq = case seq when ${one} then ${other} else ${one} end where seq in (${one}, ${other})`;

  test.each([
    ['xóa dòng đầu', ['delete from audit where seq = 1'], ['row 1 was deleted or moved']],
    ['xóa dòng giữa', ['delete from audit where seq = 5'], ['row 5 was deleted or moved']],
    ['xóa dòng cuối đã niêm phong', ['delete from audit where seq = 8'], ['row 8 was deleted or moved']],
    [
      'xóa mọi dòng sau cùng',
      ['delete from audit where seq > 6'],
      ['row 7 was deleted or moved', 'row 8 was deleted or moved'],
    ],
    ['chèn một dòng vào trước', [copy('0', 1)], ['row 0 was inserted afterwards']],
    ['chèn một dòng giữa hai niêm phong', [copy('0', 5)], ['row 0 was inserted afterwards']],
    ['chèn một dòng vào sau', [copy('1000', 5)], ['row 1000 was inserted afterwards']],
    ['chép đôi một dòng', [copy('5', 5)], ['row 5 was inserted afterwards']],
    ['đổi chỗ hai dòng một niêm phong', [FREE, swap(4, 5)], ['row 4 was changed', 'row 5 was changed']],
    ['đổi chỗ hai dòng của hai niêm phong', [FREE, swap(2, 7)], ['row 2 was', 'row 7 was']],
    [
      'xếp lại thứ tự giao dịch',
      ['update audit set tx = (select max(tx) from audit where seq = 6) where seq = 1'],
      ['row 1 was deleted or moved'],
    ],
    ['xóa sạch dòng', ['delete from audit'], ['row 1 was deleted or moved', 'row 8 was deleted or moved']],
  ])('%s', async (_name, texts, expected) => {
    const found = (await foundAfter(statements(...texts))).join('; ');
    for (const finding of expected) expect(found).toContain(finding);
  });
});

describe('sửa một cột của một niêm phong', () => {
  const changes: Readonly<Record<string, readonly [value: string, finding: string]>> = {
    no: ['no + 10', 'seal 2 is missing'],
    sealed_at: [`sealed_at - interval '1 day'`, 'seal 2 was changed'],
    from_tx: [`'1'::xid8`, 'seal 2 names other places than its rows'],
    from_seq: ['from_seq - 1', 'seal 2 names other places than its rows'],
    to_tx: [`(to_tx::text::numeric - 1)::text::xid8`, 'was deleted or moved'],
    to_seq: ['to_seq + 1', 'seal 2 names other places than its rows'],
    seqs: ['array[4, 5]::bigint[]', 'seal 2 was changed'],
    digests: [`overlay(digests placing '\\x0000000000000000' from 1)`, 'seal 2 was changed'],
    previous: [`overlay(previous placing '\\x00000000' from 1)`, 'seal 2 breaks the chain'],
    hash: [`overlay(hash placing '\\x00000000' from 1)`, 'seal 2 is not signed by this site'],
    key_id: [`'audit-2'`, 'seal 2 was changed'],
    signature: [`overlay(signature placing '\\x00000000' from 1)`, 'seal 2 is not signed by this site'],
  };

  test('bảng này kể đủ mọi cột', async () => {
    const rows = await database.sql.query<{ name: string }>({
      text: `select attname as name from pg_attribute where attrelid = 'audit_seal'::regclass and attnum > 0 and not attisdropped`,
    });
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(changes).sort());
  });

  test.each(Object.entries(changes))('%s', async (column, [value, finding]) => {
    const found = await foundAfter(statements(`update audit_seal set ${column} = ${value} where no = 2`));
    expect(found.join('; ')).toContain(finding);
  });
});

describe('cắt, thay, ký lại niêm phong; dựng lại cơ sở dữ liệu cũ', () => {
  test.each([
    ['cắt niêm phong đầu', ['delete from audit_seal where no = 1'], 'seal 1 is missing'],
    ['cắt niêm phong giữa', ['delete from audit_seal where no = 2'], 'seal 2 is missing'],
    ['cắt niêm phong cuối', ['delete from audit_seal where no = 3'], 'seals after 2 are missing: 3 was seen'],
    ['cắt mọi niêm phong', ['delete from audit_seal'], 'seals after 0 are missing: 3 was seen'],
    [
      'thay niêm phong này bằng niêm phong kia',
      [
        'update audit_seal set (seqs, digests, previous, hash, signature) = (select seqs, digests, previous, hash, signature from audit_seal where no = 1) where no = 2',
      ],
      'seal 2 was changed',
    ],
    [
      'cơ sở dữ liệu của hôm qua: dòng và niêm phong cũ đều thật',
      ['delete from audit where seq > 6', 'delete from audit_seal where no = 3'],
      'seals after 2 are missing: 3 was seen',
    ],
  ])('%s', async (_name, texts, finding) => {
    expect((await foundAfter(statements(...texts))).join('; ')).toContain(finding);
  });

  /** Somebody who may write the database, and has no key of the site, seals again what they changed. */
  const resealed = (privateKey: typeof keys.privateKey) => async (sql: Sql) => {
    await statements('delete from audit_seal', `update audit set agent = 'Practitioner/khac' where seq = 2`)(sql);
    await vi.waitUntil(() => sealAudit(sql, privateKey, 'audit-1'), { timeout: 45_000 });
  };

  test('niêm phong làm lại bằng khóa khác không được nhận', async () => {
    const found = await foundAfter(resealed(stranger.privateKey));
    expect(found).toContain('seal 1 is not signed by this site');
  });

  test('cơ sở dữ liệu cũ được niêm phong tiếp bằng chính khóa của cơ sở: niêm phong đã thấy không còn', async () => {
    const found = await foundAfter(async (sql) => {
      await statements('delete from audit where seq between 7 and 8', 'delete from audit_seal where no = 3')(sql);
      await vi.waitUntil(() => sealAudit(sql, keys.privateKey, 'audit-1'), { timeout: 45_000 });
      await noteAuditHead(sql, folder);
    });
    expect(found).toEqual(['seal 3 is not the one that was seen']);
    // what was seen stays known, also after the next seals
    expect(readAuditHead(folder)).toEqual(seen);
  });

  test('ghi chú ngoài cơ sở dữ liệu bị hỏng thì như chưa có', async () => {
    const other = mkdtempSync(join(tmpdir(), 'lienmach-head-'));
    writeFileSync(join(other, 'audit-head.json'), '{"no":');
    expect(readAuditHead(other)).toBeUndefined();
    await noteAuditHead(database.sql, other);
    expect(readAuditHead(other)).toEqual(seen);
    rmSync(other, { recursive: true, force: true });
  });

  test('niêm phong kiểu đầu, chưa gồm giờ và tên khóa, vẫn được nhận', async () => {
    const found = await foundAfter(
      async (sql) => {
        const [last] = await sql.query<{ seqs: string[]; digests: Uint8Array; previous: Uint8Array }>({
          text: 'select seqs::text[] as seqs, digests, previous from audit_seal where no = 3',
        });
        const { seqs = [], digests = Buffer.alloc(0), previous = Buffer.alloc(0) } = last ?? {};
        const hash = sealHash({ no: 3, seqs, digests: Buffer.from(digests), previous: Buffer.from(previous) });
        const text = 'update audit_seal set hash = $1, signature = $2 where no = 3';
        await sql.query({ text, values: [hash, sign(null, hash, keys.privateKey)] });
      },
      { no: 3 },
    );
    expect(found).toEqual([]);
  });
});
