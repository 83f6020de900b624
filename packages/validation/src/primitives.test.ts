import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { primitives } from './primitives.ts';

const raw = (text: string) => (JSON as JSON & { rawJSON(text: string): unknown }).rawJSON(text);

const shown = (value: unknown) => (JSON.stringify(value) ?? '').slice(0, 80);

const table: Record<string, { valid: unknown[]; invalid: unknown[] }> = {
  date: {
    valid: ['2026', '2026-12', '2026-12-31', '0001-01-01', '2000-02-29'],
    invalid: ['0000', '26-01-01', '2026-1-1', '2026-00', '2026-04-31', '1900-02-29', '2026-01-01T00:00:00Z'],
  },
  dateTime: {
    valid: ['2026', '2026-01-01T00:00:00Z', '2026-01-01T23:59:60.123456789+14:00'],
    invalid: [
      '2026-01-01T24:00:00Z',
      '2026-01-01T08:00Z',
      '2026-01-01T08:00:00',
      '2026-01-01 08:00:00Z',
      '2026-01-01T08:00:00+07',
      '2026-02-30T08:00:00Z',
    ],
  },
  instant: { valid: ['2026-01-01T08:00:00.5+07:00'], invalid: ['2026-01-01', '2026-01-01T08:00:00'] },
  time: { valid: ['00:00:00', '23:59:59.9'], invalid: ['24:00:00', '8:00:00', '08:00'] },
  id: { valid: ['a', 'A-1.b', 'x'.repeat(64)], invalid: ['', 'a_b', 'x'.repeat(65), 'é', 1] },
  code: { valid: ['a', 'a b', 'GIẢM'], invalid: [' a', 'a ', 'a  b', 'a\tb'] },
  uri: { valid: ['http://x', 'urn:oid:1', 'a'], invalid: ['a b', 'a\n'] },
  oid: { valid: ['urn:oid:2.16.840'], invalid: ['urn:oid:3.1', 'urn:oid:1.01', '1.2'] },
  uuid: {
    valid: ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
    invalid: ['urn:uuid:C757873D-EC9A-4326-A141-556F43239520', 'c757873d-ec9a-4326-a141-556f43239520'],
  },
  integer: {
    valid: [0, -1, 2_147_483_647, -2_147_483_648],
    invalid: [1.5, 2_147_483_648, '1', raw('1.0'), Number.NaN],
  },
  unsignedInt: { valid: [0, 1], invalid: [-1] },
  positiveInt: { valid: [1], invalid: [0, -1] },
  decimal: {
    valid: [0, 1.5, -2, raw('105.00'), raw('1.0e-7'), raw('0.30000000000000000001')],
    invalid: ['1', Number.POSITIVE_INFINITY, raw('"1.0"'), raw('true'), raw('1e301'), raw('1'.repeat(101)), {}, []],
  },
  boolean: { valid: [true, false], invalid: ['true', 0, null] },
  string: {
    valid: ['a', ' ', 'dòng\nmới\t', 'à\u00a0'],
    invalid: ['\u0000', '\u001b', '\udc00', 1, 'x'.repeat(1_048_577)],
  },
  base64Binary: {
    valid: ['aGk=', 'aGkh', 'aG\nkh', 'aA=='],
    invalid: ['', 'a', 'aGk', 'a===', '=aaa', 'aG=k', 'aGk-', ' '],
  },
};

describe.each(Object.entries(table))('%s', (type, { valid, invalid }) => {
  test('nhận giá trị đúng, từ chối giá trị sai', () => {
    for (const value of valid) expect(primitives[type]?.(value), shown(value)).toBe(true);
    for (const value of invalid) expect(primitives[type]?.(value), shown(value)).toBe(false);
  });
});

test('mọi thời điểm JavaScript viết ra đều là instant hợp lệ', () => {
  const years = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true };
  fc.assert(fc.property(fc.date(years), (date) => primitives.instant?.(date.toISOString()) === true));
});

test('mọi dãy byte mã hóa base64 đều hợp lệ; tệp 20 MB kiểm tra dưới một giây', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1 }),
      (bytes) => primitives.base64Binary?.(Buffer.from(bytes).toString('base64')) === true,
    ),
  );
  const started = performance.now();
  expect(primitives.base64Binary?.('A'.repeat(20_000_000))).toBe(true);
  expect(primitives.base64Binary?.(`${' '.repeat(1_000_000)}!`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});
