import { expect, test } from 'vitest';
import { hashPassword, passwordMatches } from './passwords.ts';

test('mật khẩu đúng khớp, mật khẩu sai không khớp, mỗi lần băm một muối', async () => {
  const stored = await hashPassword('trời xanh mây trắng');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordMatches('trời xanh mây trắng', stored)).toBe(true);
  expect(await passwordMatches('trời xanh mây trắng'.normalize('NFD'), stored)).toBe(true);
  expect(await passwordMatches('trời xanh mây trăng', stored)).toBe(false);
  expect(await hashPassword('trời xanh mây trắng')).not.toBe(stored);
});

test('không có tài khoản thì không mật khẩu nào khớp', async () => {
  expect(await passwordMatches('', undefined)).toBe(false);
  expect(await passwordMatches('trời xanh mây trắng', 'hỏng')).toBe(false);
});
