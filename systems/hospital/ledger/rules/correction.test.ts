import { xu } from '@lienmach/core';
import { describe, expect, test } from 'vitest';
import { correctionsOfDay } from './correction.ts';
import { credit, debit, type JournalEntry } from './journal-entry.ts';

const entry = (id: string, dong: bigint): JournalEntry => ({
  id,
  day: '2026-10-31',
  kind: 'visit',
  source: `Encounter/${id}`,
  text: 'Chi phí',
  lines: [debit('patients', xu(dong)), credit('revenue-open', xu(dong))],
});

const on = (today: string) => ({ of: '2026-10-31', today });

describe('điều chỉnh kỳ đã khóa sổ', () => {
  test('không đổi thì không có bút toán', () => {
    expect(correctionsOfDay([entry('a', 5n)], [], [entry('a', 5n)], on('2026-11-02'))).toEqual([]);
  });

  test.each([
    ['tăng', [entry('a', 5n)], [entry('a', 8n)], 3n],
    ['giảm', [entry('a', 5n)], [entry('a', 1n)], -4n],
    ['mất hẳn', [entry('a', 5n)], [], -5n],
    ['thêm mới', [], [entry('a', 7n)], 7n],
  ])('%s: chỉ phần chênh, ghi vào ngày của kỳ đang mở', (_, closed, derived, apart) => {
    const [first, ...rest] = correctionsOfDay(closed, [], derived, on('2026-11-02'));
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ id: 'dc1-20261031-a', day: '2026-11-02', kind: 'correction', source: 'Encounter/a' });
    expect(first?.lines).toEqual([debit('patients', xu(apart)), credit('revenue-open', xu(apart))]);
  });

  test('đã điều chỉnh rồi thì chạy lại không thêm; lại đổi thì bút toán thứ hai', () => {
    const once = correctionsOfDay([entry('a', 5n)], [], [entry('a', 8n)], on('2026-11-02'));
    expect(correctionsOfDay([entry('a', 5n)], once, [entry('a', 8n)], on('2026-11-03'))).toEqual([]);
    expect(correctionsOfDay([entry('a', 5n)], once, [entry('a', 5n)], on('2026-11-03'))).toMatchObject([
      { id: 'dc2-20261031-a', lines: [debit('patients', xu(-3n)), credit('revenue-open', xu(-3n))] },
    ]);
  });
});
