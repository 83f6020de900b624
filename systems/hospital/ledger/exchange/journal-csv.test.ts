import { xu } from '@lienmach/core';
import { expect, test } from 'vitest';
import { credit, debit } from '../rules/journal-entry.ts';
import { journalCsv } from './journal-csv.ts';

const entry = {
  id: 'phieu-1',
  day: '2026-11-01',
  kind: 'receipt',
  source: 'Invoice/1',
  number: '=CMD()',
  text: 'Thu "viện phí", ca 1',
  lines: [debit('cash', xu(123_450n)), credit('patients', xu(123_450n))],
} as const;

test('dấu phẩy và dấu nháy được bọc, công thức bảng tính bị vô hiệu, số có hai chữ số thập phân', () => {
  const [head, first, second, end] = journalCsv([entry], {}, true).split('\r\n');
  expect(head?.startsWith('\uFEFFma_but_toan,')).toBe(true);
  expect(first).toBe(
    `phieu-1,2026-11-01,receipt,'=CMD(),Invoice/1,"Thu ""viện phí"", ca 1",1111,Tiền mặt Việt Nam,1234.50,,`,
  );
  expect(second?.endsWith(',,1234.50,')).toBe(true);
  expect(end).toBe('');
});

test('trang sau không lặp tên cột', () => {
  expect(journalCsv([entry], {}, false).startsWith('phieu-1')).toBe(true);
});
