import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeyFolder } from './key-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lienmach-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('khóa được tạo lần đầu, giữ nguyên lần sau, không ai khác đọc được', () => {
  const first = openKeyFolder(folder);
  const second = openKeyFolder(folder);
  expect(second.cookie).toBe(first.cookie);
  expect(second.token.equals(first.token)).toBe(true);
  expect(first.token.asymmetricKeyType).toBe('ec');
  expect(first.audit.asymmetricKeyType).toBe('ed25519');
  expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'keys', 'token.pem')).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'keys')).sort()).toEqual(['audit.pem', 'cookie.txt', 'factors.txt', 'token.pem']);
});

test('tệp khóa mở cho người khác đọc thì không khởi động', () => {
  openKeyFolder(folder);
  chmodSync(join(folder, 'keys', 'audit.pem'), 0o644);
  expect(() => openKeyFolder(folder)).toThrow(expect.objectContaining({ code: 'access.keysReadable' }));
});
