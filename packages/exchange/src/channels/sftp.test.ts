import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openFolderIn } from './folder-in.ts';
import { openSftpTestServer, type SftpTestServer } from './open-sftp-test-server.ts';
import { dropOverSftp, sftpDepot } from './sftp-depot.ts';
import { openSftpSession, type SftpTarget } from './sftp-session.ts';

const password = 'khoa-chi-de-thu';
let folder: string;
let server: SftpTestServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienmach-sftp-'));
  server = await openSftpTestServer(folder, password);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  rmSync(join(folder, 'ra'), { recursive: true, force: true });
  mkdirSync(join(folder, 'ra'));
});

const target = (more: Partial<SftpTarget> = {}): SftpTarget => ({
  host: '127.0.0.1',
  port: server.port,
  hostKey: server.hostKey,
  user: 'doi-tac',
  password,
  within: 30_000,
  ...more,
});
const list = (name: string) => readdirSync(join(folder, name)).sort();

test('tệp của đối tác: lấy khi nằm yên, chuyển sang xong hay hỏng, câu trả lời cạnh; đường dây đứt thì nối lại', async () => {
  const seen: string[] = [];
  const door = openFolderIn({
    depot: sftpDepot(openSftpSession(target()), 'ra'),
    suffix: '.csv',
    every: 3_600_000,
    async take(raw) {
      const text = Buffer.from(raw).toString();
      seen.push(text);
      return { state: text === 'sai' ? 'refused' : 'applied', answer: Buffer.from(`đã nghe ${text}`) };
    },
  });
  writeFileSync(join(folder, 'ra', 'a.csv'), 'một');
  writeFileSync(join(folder, 'ra', 'b.csv'), 'sai');
  writeFileSync(join(folder, 'ra', 'dang-ghi.tmp'), 'x');
  expect(await door.look()).toBe(0);
  server.cut();
  // the first look may meet the line that was cut; the next one opens another
  await expect.poll(() => door.look().catch(() => -1), { timeout: 30_000, interval: 50 }).toBe(2);
  expect(seen).toEqual(['một', 'sai']);
  expect(list('ra/done')).toEqual(['a.csv', 'a.csv.answer']);
  expect(list('ra/failed')).toEqual(['b.csv', 'b.csv.answer']);
  expect(readFileSync(join(folder, 'ra/done/a.csv.answer'), 'utf8')).toBe('đã nghe một');
  expect(list('ra')).toContain('dang-ghi.tmp');
  writeFileSync(join(folder, 'ra', 'a.csv'), 'hai');
  await door.look();
  expect(await door.look()).toBe(1);
  expect(list('ra/done')).toEqual(['a.csv', 'a.csv.2', 'a.csv.2.answer', 'a.csv.answer']);
  await door.close();
});

const place = (directory = 'ra') => ({ channel: 'kenh', directory, suffix: '.hl7' });
const message = { bytes: Buffer.from('một'), controlId: 'O1/2' };

test('gửi: tệp hiện ra trọn vẹn; gửi lại thì thay tệp cũ, không sinh tệp thứ hai', async () => {
  for (const _turn of [1, 2]) expect(await dropOverSftp(target(), place(), message)).toBe('kenh.O1_2.hl7');
  expect(list('ra')).toEqual(['kenh.O1_2.hl7']);
  expect(readFileSync(join(folder, 'ra', 'kenh.O1_2.hl7'), 'utf8')).toBe('một');
});

test('máy lạ đứng ở địa chỉ ấy: không đăng nhập, không gửi gì; sai mật khẩu, thư mục không có thì nói không nối được', async () => {
  const before = server.signedIn;
  const other = target({ hostKey: `SHA256:${'A'.repeat(43)}` });
  await expect(dropOverSftp(other, place(), message)).rejects.toMatchObject({ code: 'exchange.notConnected' });
  expect(server.signedIn).toBe(before);
  const stranger = dropOverSftp(target({ password: 'sai' }), place(), message);
  await expect(stranger).rejects.toMatchObject({ code: 'exchange.notConnected' });
  const nowhere = dropOverSftp(target(), place('khong-co'), message);
  await expect(nowhere).rejects.toMatchObject({ code: 'exchange.notConnected' });
  expect(list('ra')).toEqual([]);
});
