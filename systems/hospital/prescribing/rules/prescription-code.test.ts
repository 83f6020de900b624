import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { PRESCRIPTION_CODE, prescriptionCode } from './prescription-code.ts';

test('10 000 mã: đủ 14 ký tự, đúng mẫu, không trùng, không tăng dần', () => {
  const codes = Array.from({ length: 10_000 }, () => prescriptionCode('99001', 'C', randomBytes));
  expect(new Set(codes).size).toBe(10_000);
  expect(codes.every((code) => code.length === 14 && PRESCRIPTION_CODE.test(code))).toBe(true);
  expect(codes).not.toEqual([...codes].sort());
});

test('bảy ký tự ngẫu nhiên chia đều 36 chữ số và chữ cái', () => {
  let turn = 0;
  const seeded = (count: number) => createHash('sha256').update(String(turn++)).digest().subarray(0, count);
  const seen = new Map<string, number>();
  for (let n = 0; n < 5000; n += 1) {
    for (const letter of prescriptionCode('99001', 'C', seeded).slice(5, 12))
      seen.set(letter, (seen.get(letter) ?? 0) + 1);
  }
  expect(seen.size).toBe(36);
  for (const count of seen.values()) expect(Math.abs(count - 35_000 / 36)).toBeLessThan(170);
});

test.each(['N', 'H', 'T'] as const)('đuôi theo loại đơn %s', (type) => {
  expect(prescriptionCode('99-001', type, randomBytes)).toMatch(new RegExp(`^99001[0-9a-z]{7}-${type}$`));
});

test('mã cơ sở sai thì không cấp mã đơn', () => {
  expect(() => prescriptionCode('9900', 'C', randomBytes)).toThrow();
});
