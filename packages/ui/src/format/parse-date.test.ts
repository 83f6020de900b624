import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate } from './format-date.ts';
import { parseDate, parseTime } from './parse-date.ts';

/** 20/11/2026 08:31 in Viet Nam */
const now = new Date('2026-11-20T01:31:00Z');
const read = (text: string) => {
  const parsed = parseDate(text, now);
  return parsed.ok ? parsed.value : parsed.reason;
};

describe('ô ngày', () => {
  test.each([
    ['12031958', '1958-03-12'],
    ['120358', '1958-03-12'],
    ['120330', '2030-03-12'],
    ['120337', '1937-03-12'],
    ['2011', '2011'],
    ['2811', '2026-11-28'],
    ['1958', '1958'],
    ['12/3/1958', '1958-03-12'],
    ['12/3', '2026-03-12'],
    ['3/1958', '1958-03'],
    ['1958-03-12', '1958-03-12'],
    ['h', '2026-11-20'],
    ['+7', '2026-11-27'],
    ['-3', '2026-11-17'],
    ['3th', '2026-08-20'],
    ['15ng', '2026-11-05'],
    ['29022024', '2024-02-29'],
    ['29022025', 'impossible'],
    ['31041990', 'impossible'],
    ['00000000', 'impossible'],
    ['12 tháng 3', 'unreadable'],
    ['123', 'unreadable'],
    ['', 'unreadable'],
  ])('“%s” → %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('31/12 lùi một tháng là ngày cuối tháng 11', () => {
    expect(parseDate('1th', new Date('2026-12-31T05:00:00Z'))).toEqual({ ok: true, value: '2026-11-30' });
  });

  test('ngày nào viết ra rồi gõ lại cũng là ngày ấy', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const date = day.toISOString().slice(0, 10);
        expect(read(formatDate(date))).toBe(date);
        expect(read(formatDate(date).replaceAll('/', ''))).toBe(date);
      }),
    );
  });

  test('không chữ nào làm hỏng ô', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void parseDate(text, now)));
  });
});

test.each([
  ['0831', '08:31'],
  ['8:31', '08:31'],
  ['8h31', '08:31'],
  ['8h', '08:00'],
  ['2359', '23:59'],
  ['2400', undefined],
  ['0860', undefined],
  ['sáng', undefined],
])('giờ “%s” → %s', (text, expected) => {
  expect(parseTime(text)).toBe(expected);
});
