import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateRange } from './date-range.ts';

test.each([
  ['2026', '2026-01-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z'],
  ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['1900-02', '1900-02-01T00:00:00.000Z', '1900-02-28T23:59:59.999Z'],
  ['2026-03-02', '2026-03-02T00:00:00.000Z', '2026-03-02T23:59:59.999Z'],
  ['2026-03-02T08:30', '2026-03-02T08:30:00.000Z', '2026-03-02T08:30:59.999Z'],
  ['2026-03-02T08:30:15', '2026-03-02T08:30:15.000Z', '2026-03-02T08:30:15.999Z'],
  ['2026-03-02T08:30:15.5Z', '2026-03-02T08:30:15.500Z', '2026-03-02T08:30:15.599Z'],
  ['2026-03-02T08:30:15.123456+07:00', '2026-03-02T01:30:15.123Z', '2026-03-02T01:30:15.123Z'],
  ['0001', '0001-01-01T00:00:00.000Z', '0001-12-31T23:59:59.999Z'],
])('%s có nghĩa từ %s đến %s', (text, low, high) => {
  expect(dateRange(text, '+00:00')).toEqual({ low, high });
});

test('ngày không ghi múi giờ hiểu theo múi giờ của cơ sở', () => {
  expect(dateRange('2026-03-02', '+07:00')).toEqual({
    low: '2026-03-01T17:00:00.000Z',
    high: '2026-03-02T16:59:59.999Z',
  });
  expect(dateRange('0001', '+07:00')?.low).toBe('-infinity');
  expect(dateRange('9999', '-07:00')?.high).toBe('infinity');
});

test.each([
  '',
  '26',
  '2026-13',
  '2026-02-30',
  '2025-02-29',
  '2026-03-02T24:00',
  '2026-03-02T08',
  '2026-3-2',
  'x',
  '2026-03-02T08:61',
  '2026-03-02T08:30+99:99',
  '02/03/2026',
])('%j không phải ngày', (text) => {
  expect(dateRange(text, '+00:00')).toBeUndefined();
});

test('mọi thời điểm viết đủ mili giây là chính nó', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }), (date) => {
      const text = date.toISOString();
      expect(dateRange(text, '+07:00')).toEqual({ low: text, high: text });
    }),
  );
});
