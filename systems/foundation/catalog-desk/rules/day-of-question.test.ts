import { expect, test } from 'vitest';
import { dayOfQuestion } from './day-of-question.ts';

test.each([
  [undefined, '2026-11-21T16:59:59Z', '2026-11-21'],
  [undefined, '2026-11-21T17:00:00Z', '2026-11-22'],
  ['2026-06-30', '2026-11-21T00:00:00Z', '2026-06-30'],
  ['2026-06-30T20:00:00Z', '2026-11-21T00:00:00Z', '2026-07-01'],
  ['2026-06-30T23:59:00+07:00', '2026-11-21T00:00:00Z', '2026-06-30'],
])('hỏi ngày %s lúc %s thì dùng danh mục ngày %s', (given, now, day) => {
  expect(dayOfQuestion(given, new Date(now))).toBe(day);
});

test.each(['2026', '30/06/2026', 'hôm nay', '2026-13-45', '2026-02-30'])('ngày "%s" bị từ chối', (given) => {
  expect(() => dayOfQuestion(given, new Date())).toThrow(expect.objectContaining({ code: 'catalog-desk.badDate' }));
});
