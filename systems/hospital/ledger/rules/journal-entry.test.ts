import { xu } from '@lienmach/core';
import { describe, expect, test } from 'vitest';
import { credit, debit, type JournalEntry, journalEntry, reversed } from './journal-entry.ts';

const draft = (lines: JournalEntry['lines']): JournalEntry => ({
  id: 'x',
  day: '2026-11-01',
  kind: 'receipt',
  source: 'Invoice/1',
  text: 'Thu',
  lines,
});

describe('bút toán', () => {
  test.each([
    ['bằng nhau', 100n, 100n, true],
    ['thiếu một phần trăm đồng', 99n, 100n, false],
    ['thừa một phần trăm đồng', 101n, 100n, false],
  ])('Nợ và Có %s', (_, left, right, isGood) => {
    const make = () => journalEntry(draft([debit('cash', xu(left)), credit('patients', xu(right))]));
    if (isGood) expect(make().lines).toHaveLength(2);
    else expect(make).toThrow(expect.objectContaining({ code: 'ledger.unbalanced' }));
  });

  test('số âm đứng ở bên kia, dòng không đồng thì bỏ, đảo bút toán thì đổi bên', () => {
    const entry = journalEntry(draft([debit('cash', xu(-5n)), debit('shortage', xu(5n)), credit('patients', xu(0n))]));
    expect(entry.lines).toEqual([
      { role: 'cash', debit: 0n, credit: 5n },
      { role: 'shortage', debit: 5n, credit: 0n },
    ]);
    expect(reversed(entry.lines)[0]).toEqual({ role: 'cash', debit: 5n, credit: 0n });
  });
});
