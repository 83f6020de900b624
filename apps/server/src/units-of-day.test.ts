import type { SiteRoom } from '@lienmach/core';
import { expect, test } from 'vitest';
import { unitsOfDay } from './units-of-day.ts';

const file = [
  { id: 'noi-1', name: 'Nội 1', department: 'K01', kind: 'exam-room' },
  { id: 'noi-2', name: 'Nội 2', department: 'K01', kind: 'exam-room' },
] as const;
const room = (id: string, more: Partial<SiteRoom> = {}): SiteRoom => ({
  id,
  name: `Phòng ${id}`,
  kind: 'exam-room',
  department: 'K01',
  isActive: true,
  ...more,
});
const names = (rooms: readonly SiteRoom[], day = '2026-03-02') => unitsOfDay(file, rooms, day).map(({ name }) => name);

test('hồ sơ chưa có phòng nào thì dùng phòng trong tệp cơ sở', () => {
  expect(names([])).toEqual(['Nội 1', 'Nội 2']);
});

test('phòng đổi tên trong hồ sơ thì mọi bàn dùng tên mới; phòng mới đứng cuối', () => {
  expect(names([room('noi-1'), room('mat')])).toEqual(['Phòng noi-1', 'Nội 2', 'Phòng mat']);
});

test.each([
  ['ngừng dùng', { isActive: false }, '2026-03-02', false],
  ['ngày đầu', { validFrom: '2026-03-02' }, '2026-03-02', true],
  ['trước ngày đầu', { validFrom: '2026-03-02' }, '2026-03-01', false],
  ['ngày cuối', { validTo: '2026-03-02' }, '2026-03-02', true],
  ['sau ngày cuối', { validTo: '2026-03-02' }, '2026-03-03', false],
])('%s', (_title, more, day, isThere) => {
  expect(names([room('noi-1', more)], day).includes('Phòng noi-1')).toBe(isThere);
});
