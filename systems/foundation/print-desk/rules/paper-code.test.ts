import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeToken, paperCode, tokenIn } from './paper-code.ts';

const seal = (text: string) => createHmac('sha256', 'a').update(text).digest('base64url');
const other = (text: string) => createHmac('sha256', 'b').update(text).digest('base64url');
const token = makeToken(Uint8Array.from({ length: 16 }, (_, index) => index * 37));
const code = paperCode(token, seal);

test('mã 24 chữ, không có chữ dễ nhầm', () => {
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{24}$/);
  expect(tokenIn(code, seal)).toBe(token);
});

test('gõ tay có dấu cách, chữ thường, chữ giống nhau vẫn nhận', () => {
  const typed = `${code.slice(0, 4)} ${code.slice(4, 12)}-${code.slice(12)}`
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll('1', 'l');
  expect(tokenIn(typed, seal)).toBe(token);
});

test.each([
  ['sửa một chữ', (code.startsWith('A') ? 'B' : 'A') + code.slice(1)],
  ['thiếu chữ', code.slice(1)],
  ['trống', ''],
  ['quá dài', code.repeat(9)],
  ['ký tự lạ', '\u0000'.repeat(24)],
])('%s thì không phải mã của cơ sở', (_, wrong) => {
  expect(tokenIn(wrong, seal)).toBeUndefined();
});

test('mã của cơ sở khác không nhận', () => {
  expect(tokenIn(code, other)).toBeUndefined();
});
