import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyFolder, sealAudit } from '@lienmach/access';
import { type Caller, openPostgres, openStore, recordHash } from '@lienmach/fhir-store';
import { allMigrations, openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { certificatePage, isCertificateGenuine, signCertificate } from './certificate.ts';
import { type EmptyDatabase, openEmptyDatabase } from './open-empty-database.ts';
import { proveBackup } from './prove-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import { makeBackupKey } from './sealed-stream.ts';
import { type BackupReceipt, writeBackup } from './write-backup.ts';

let site: TestSql;
let folder: string;
let receipt: BackupReceipt;
let key: Awaited<ReturnType<typeof makeBackupKey>>;
let target: EmptyDatabase;

const caller: Caller = {
  agent: { who: 'client:thu', display: 'Người thử', client: 'thu', roles: ['tool'] },
  reach: { limit: () => 'all' },
};
const now = () => new Date('2026-11-22T03:00:00Z');
const urlOf = ({ url }: { url?: string }): string => url ?? '';
const at = (name: string): string => join(folder, name);
const save = (path: string, more: object = {}) =>
  writeBackup({
    url: urlOf(site),
    recipients: [key.recipient],
    path,
    program: 'thử',
    now,
    dataDir: at('site'),
    ...more,
  });
const restore = (more: object = {}) =>
  restoreBackup({
    url: target.url,
    path: receipt.path,
    identities: [key.identity],
    migrations: allMigrations,
    ...more,
  });
/** a row is sealed once every transaction before it has ended, also those of other databases on the same server */
const sealAll = async ({ sql }: TestSql): Promise<void> => {
  const { audit } = openKeyFolder(at('site'));
  let sealed = 0;
  const isDone = async () => {
    sealed += await sealAudit(sql, audit, 'audit-1');
    return sealed === 32;
  };
  await vi.waitUntil(isDone, { timeout: 20_000 });
};
const tablesIn = async (url: string): Promise<number> => {
  const sql = openPostgres({ url, max: 1 });
  const [row] = await sql.query<{ count: number }>({
    text: `select count(*)::int as count from pg_class where relnamespace = 'public'::regnamespace`,
  });
  await sql.close();
  return row?.count ?? -1;
};

beforeAll(async () => {
  site = await openTestSql();
  folder = mkdtempSync(join(tmpdir(), 'lienmach-backup-'));
  key = await makeBackupKey();
  mkdirSync(at('site'));
  const store = openStore(site.sql);
  for (let n = 0; n < 30; n += 1)
    await store.update(caller, { resourceType: 'Patient', id: `p${n}`, name: [{ text: `Nguyễn Văn Á\t${n}\\\n` }] });
  await store.update(caller, { resourceType: 'Patient', id: 'p1', birthDate: '1980' });
  await store.delete(caller, 'Patient', 'p2');
  await sealAll(site);
  await site.sql.query({
    text: `insert into message_in (partner, control_id, hash, raw, received) values ('máy', '1', 'x', '\\x00ff0a', now())`,
  });
  receipt = await save(at('mot.backup'));
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  target = await openEmptyDatabase(urlOf(site));
});
afterEach(() => target.drop());

describe('sao lưu', () => {
  test('một tệp kín, chỉ chủ máy đọc được, có mã băm bên cạnh; không còn chữ nào của người bệnh đọc được', () => {
    const bytes = readFileSync(receipt.path);
    expect(statSync(receipt.path).mode & 0o077).toBe(0);
    expect(receipt.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(readFileSync(`${receipt.path}.sha256`, 'utf8')).toContain(receipt.sha256);
    expect(bytes.includes('Nguyễn')).toBe(false);
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    expect(existsSync(`${receipt.path}.part`)).toBe(false);
  });

  test('mọi bảng của nhà đều có mặt, với số dòng của nó', async () => {
    const rows = new Map(receipt.manifest.tables.map((table) => [table.name, table.rows]));
    for (const table of [
      'resource',
      'resource_history',
      'idx_string',
      'outbox',
      'audit',
      'audit_seal',
      'message_in',
      'job',
    ])
      expect([table, rows.has(table)]).toEqual([table, true]);
    expect([rows.get('resource'), rows.get('resource_history'), rows.get('message_in')]).toEqual([30, 2, 1]);
  });

  test('không ghi đè tệp cũ; không có khóa hay khóa sai dạng thì không sao lưu', async () => {
    await expect(save(receipt.path)).rejects.toMatchObject({ code: 'backup.fileThere' });
    await expect(save(at('x'), { recipients: [] })).rejects.toMatchObject({ code: 'backup.noRecipient' });
    await expect(save(at('x'), { recipients: ['age1sai'] })).rejects.toMatchObject({ code: 'backup.badRecipient' });
    await expect(save(at('x'), { url: target.url })).rejects.toMatchObject({ code: 'backup.nothing' });
    expect(existsSync(at('x'))).toBe(false);
  });
});

describe('khôi phục', () => {
  test('vào cơ sở dữ liệu trống: giống hệt từng chữ, khóa trở lại chỗ cũ, ghi tiếp được', async () => {
    const { head } = await restore({ dataDir: at('moi') });
    expect(head).toMatchObject({ program: 'thử', madeAt: '2026-11-22T03:00:00.000Z' });
    const sql = openPostgres({ url: target.url, max: 2 });
    try {
      expect(await recordHash(sql)).toEqual(await recordHash(site.sql));
      const [message] = await sql.query<{ raw: Uint8Array }>({ text: 'select raw from message_in' });
      expect([...(message?.raw ?? [])]).toEqual([0, 255, 10]);
      const store = openStore(sql);
      await store.update(caller, { resourceType: 'Patient', id: 'sau' });
      const found = await store.search(caller, 'Patient', new URLSearchParams('name=nguyen van a&_count=50'));
      expect(found.matches).toHaveLength(28);
      const history = await store.history(caller, { type: 'Patient', id: 'p2' }, new URLSearchParams());
      expect(history.entries.map(({ method }) => method)).toEqual(['DELETE', 'PUT']);
    } finally {
      await sql.close();
    }
    const keyOf = (dir: string): string => readFileSync(join(at(dir), 'keys', 'audit.pem'), 'utf8');
    expect(keyOf('moi')).toBe(keyOf('site'));
    expect(statSync(join(at('moi'), 'keys', 'audit.pem')).mode & 0o077).toBe(0);
  });

  test('chỉ vào chỗ trống: cơ sở dữ liệu có dữ liệu hay thư mục có khóa thì từ chối', async () => {
    await expect(restore({ url: urlOf(site) })).rejects.toMatchObject({ code: 'backup.notEmpty' });
    await expect(restore({ dataDir: at('site') })).rejects.toMatchObject({ code: 'backup.keysThere' });
    await expect(restore({ path: at('khong-co') })).rejects.toMatchObject({ code: 'backup.noFile' });
  });

  test('khóa của người khác hay tệp khóa hỏng thì không mở được', async () => {
    const other = await makeBackupKey();
    await expect(restore({ identities: [other.identity] })).rejects.toMatchObject({ code: 'backup.wrongKey' });
    await expect(restore({ identities: ['AGE-SECRET-KEY-1SAI'] })).rejects.toMatchObject({
      code: 'backup.badIdentity',
    });
    expect(await tablesIn(target.url)).toBe(0);
  });

  test('tệp bị cắt ở bất kỳ đâu, bị sửa một byte ở bất kỳ đâu: từ chối rõ ràng và không ghi gì', async () => {
    const whole = readFileSync(receipt.path);
    const broken: [string, Buffer][] = [];
    for (const part of [0, 0.01, 0.3, 0.7, 0.99])
      broken.push([`cắt ${part}`, whole.subarray(0, Math.floor(whole.length * part))]);
    for (const part of [0.001, 0.02, 0.3, 0.6, 0.9999]) {
      const changed = Buffer.from(whole);
      const place = Math.floor(whole.length * part);
      changed[place] = (changed[place] ?? 0) ^ 1;
      broken.push([`sửa ${part}`, changed]);
    }
    broken.push(['thừa', Buffer.concat([whole, Buffer.from('x')])], ['khác', Buffer.from('không phải bản sao lưu')]);
    for (const [what, bytes] of broken) {
      writeFileSync(at('hong.backup'), bytes);
      const refusal = await restore({ path: at('hong.backup'), dataDir: at('hong') }).then(
        () => 'khôi phục được',
        (thrown: { code?: string }) => thrown.code ?? String(thrown),
      );
      expect([what, refusal]).toEqual([what, expect.stringMatching(/^backup\.(damaged|notABackup|wrongKey)$/)]);
    }
    expect(await tablesIn(target.url)).toBe(0);
    expect(existsSync(at('hong'))).toBe(false);
  });

  test('bản sao lưu của phiên bản mới hơn: nói cần cập nhật, không ghi gì', async () => {
    const older = allMigrations.slice(0, -1);
    await expect(restore({ migrations: older })).rejects.toMatchObject({ code: 'backup.newer' });
    expect(await tablesIn(target.url)).toBe(0);
  });
});

describe('khôi phục thử', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const prove = (path: string) =>
    proveBackup({
      url: target.url,
      path,
      identities: [key.identity],
      migrations: allMigrations,
      dataDir: at('thu'),
      program: 'thử',
      now,
      signWith: privateKey,
    });
  afterEach(() => rmSync(at('thu'), { recursive: true, force: true }));

  test('bản sao lưu lành được biên bản có chữ ký; sửa một chữ trong biên bản là lộ', async () => {
    const certificate = await prove(receipt.path);
    const { proof, fingerprint } = certificate;
    expect(proof).toMatchObject({
      passed: true,
      file: { sha256: receipt.sha256 },
      check: { record: { resources: 29 } },
    });
    expect(proof.check.audit).toMatchObject({ isIntact: true, sealed: 32 });
    expect(isCertificateGenuine(certificate, fingerprint)).toBe(true);
    const forged = { ...certificate, proof: { ...proof, file: { ...proof.file, sha256: 'khác' } } };
    expect(isCertificateGenuine(forged, fingerprint)).toBe(false);
    const other = signCertificate(proof, generateKeyPairSync('ed25519').privateKey);
    expect(isCertificateGenuine(other, fingerprint)).toBe(false);
    const page = certificatePage(certificate);
    expect(page).toContain('Kết luận: ĐẠT');
    expect(page).toContain(receipt.sha256);
  });

  test('bản sao lưu của một cơ sở đã hỏng: khôi phục được nhưng biên bản nói không đạt và vì sao', async () => {
    await site.sql.query({ text: `delete from idx_string where id = 'p3'` });
    await site.sql.query({ text: `update audit set agent = 'người khác' where seq = 3` });
    await save(at('hai.backup'));
    const certificate = await prove(at('hai.backup'));
    expect(certificate.proof.passed).toBe(false);
    const page = certificatePage(certificate);
    expect(page).toContain('KHÔNG ĐẠT');
    expect(page).toMatch(/Patient\/p3 is not found by string/);
    expect(page).toContain('row 3 was changed');
  });
});
