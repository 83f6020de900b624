import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  ageOn,
  birthStamp,
  daysBetween,
  formatVnDate,
  formatVnTime,
  fromVnMinute,
  parseInstant,
  parseVnDate,
  toVnDay,
  toVnIso,
  toVnMinute,
  vnDayOf,
  vnMinuteOf,
} from './vn-date.ts';

const instants = fc.date({
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('2199-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('giờ Việt Nam', () => {
  test('thời điểm ra phút địa phương rồi trở lại, sai khác dưới một phút', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const back = parseInstant(fromVnMinute(toVnMinute(instant)));
        expect(Math.abs(back.getTime() - instant.getTime())).toBeLessThan(60_000);
        expect(parseInstant(toVnIso(instant)).getTime()).toBe(Math.floor(instant.getTime() / 1000) * 1000);
      }),
    );
  });

  test('nửa đêm ở Việt Nam là 17 giờ UTC hôm trước', () => {
    expect(toVnIso(new Date('2026-09-06T17:00:00Z'))).toBe('2026-09-07T00:00:00+07:00');
    expect(toVnDay(new Date('2026-09-06T16:59:59Z'))).toBe('2026-09-06');
    expect(vnDayOf('2026-09-06T18:00:00Z')).toBe('2026-09-07');
    expect(vnMinuteOf('2026-09-07T10:00:00+09:00')).toBe('202609070800');
    expect(vnMinuteOf('2026-09-07')).toBe('202609070000');
    expect(formatVnTime(new Date('2026-09-07T01:05:00Z'))).toBe('08:05 07/09/2026');
  });

  test.each([
    '',
    '2026',
    '2026-02-30T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:61:00Z',
    'hôm nay',
    '2026-13-01',
  ])('từ chối thời điểm %j', (text) => {
    expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'core.notAnInstant' }));
  });
  test('phút địa phương sai dạng', () => {
    expect(() => fromVnMinute('20260907')).toThrow(expect.objectContaining({ code: 'core.notAnInstant' }));
    expect(() => fromVnMinute('202602300000')).toThrow(expect.objectContaining({ code: 'core.notAnInstant' }));
  });
});

describe('ngày tháng năm', () => {
  test.each([
    ['05/09/1990', '1990-09-05'],
    ['5-9-1990', '1990-09-05'],
    ['05091990', '1990-09-05'],
    ['1990-09-05', '1990-09-05'],
    ['09/1990', '1990-09'],
    ['1990-09', '1990-09'],
    [' 1990 ', '1990'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2000', '2000-02-29'],
  ])('%s là %s', (text, expected) => {
    expect(parseVnDate(text)).toBe(expected);
  });

  test.each([
    '29/02/2023',
    '29/02/1900',
    '31/04/2020',
    '00/01/2020',
    '01/13/2020',
    '1/1/20',
    '01011700',
    '',
    '12/12/12/12',
    '9'.repeat(99),
  ])('từ chối %j', (text) => {
    expect(() => parseVnDate(text)).toThrow(expect.objectContaining({ code: 'core.notADate' }));
  });

  test('mọi ngày viết kiểu Việt Nam đọc lại đúng', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const day = toVnDay(instant);
        expect(parseVnDate(formatVnDate(day))).toBe(day);
        expect(daysBetween(day, addDays(day, 40))).toBe(40);
      }),
    );
  });

  test.each([
    ['2020-09-07', '2026-09-07', 6],
    ['2020-09-08', '2026-09-07', 5],
    ['2020', '2026-12-30', 5],
    ['2020', '2026-12-31', 6],
    ['2020-09', '2026-09-30', 5],
    ['2020-09', '2026-10-01', 6],
  ])('sinh %s, ngày %s là %i tuổi', (birth, day, years) => {
    expect(ageOn(birth, day)).toBe(years);
  });

  test('ngày sinh của hồ sơ BHYT có 12 chữ số, chỗ chưa biết là 0', () => {
    expect(birthStamp('1986-03-05')).toBe('198603050000');
    expect(birthStamp('1986')).toBe('198600000000');
    expect(birthStamp('2026-03-05', '2026-03-05T14:30:00+07:00')).toBe('202603051430');
  });
});
