import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSoftwareSigner } from './software-signer.ts';
import { readTrustStore, verifyFile } from './trust-store.ts';

const now = new Date('2026-11-20T02:30:12.000Z');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signer-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('lần đầu tạo khóa 0600; lần sau dùng lại đúng khóa ấy; tệp đã ký kiểm tra được bằng kho của cơ sở', async () => {
  const keys = join(folder, 'keys');
  const first = await loadSoftwareSigner(keys, 'Bệnh viện Bến Sen', now);
  const again = await loadSoftwareSigner(keys, 'Tên khác', now);
  expect(again.certificate).toBe(first.certificate.trim());
  expect(again.keyId).toBe(first.keyId);
  expect(await readdir(keys)).toEqual(['document-signer.pem']);
  expect((await stat(keys)).mode & 0o777).toBe(0o700);
  expect((await stat(join(keys, 'document-signer.pem'))).mode & 0o777).toBe(0o600);

  const trust = await readTrustStore([keys, join(folder, 'khong-co')]);
  expect(trust).toEqual([first.certificate.trim()]);

  const file = join(folder, 'tom-tat.xml');
  await writeFile(file, await again.sign('<a>Khỏi bệnh</a>', now));
  expect(await verifyFile(file, [keys], now)).toMatchObject({ valid: true });
  expect(await verifyFile(file, [], now)).toMatchObject({ valid: false, reasons: [{ code: 'untrusted' }] });
});

test('tệp không phải UTF-8 hoặc có dấu BOM thì không hợp lệ', async () => {
  const signer = await loadSoftwareSigner(folder, 'Bệnh viện', now);
  const signed = await signer.sign('<a>x</a>', now);
  const file = join(folder, 'x.xml');
  await writeFile(file, `\uFEFF${signed}`);
  expect(await verifyFile(file, [folder], now)).toMatchObject({ valid: false });
  await writeFile(file, Buffer.concat([Buffer.from(signed), Buffer.from([0xff])]));
  expect(await verifyFile(file, [folder], now)).toMatchObject({ valid: false });
});

test('tệp khóa để người khác đọc được, hoặc bị hỏng, thì không khởi động', async () => {
  await loadSoftwareSigner(folder, 'Bệnh viện', now);
  const path = join(folder, 'document-signer.pem');
  await chmod(path, 0o644);
  await expect(loadSoftwareSigner(folder, 'x', now)).rejects.toMatchObject({ code: 'documents.keyFileTooOpen' });
  await chmod(path, 0o600);
  await writeFile(path, 'hỏng');
  await expect(loadSoftwareSigner(folder, 'x', now)).rejects.toMatchObject({ code: 'documents.keyFileBroken' });
});
