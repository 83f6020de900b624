import { expect, test } from 'vitest';
import { visibleChanges } from './event-routes.ts';

const changes = [
  { type: 'Patient', id: 'p1' },
  { type: 'Observation', id: 'o1' },
  { type: 'Invoice', id: 'i1' },
] as const;
const limits: Readonly<Record<string, 'all' | 'none' | { patients: string[] }>> = {
  Patient: 'all',
  Observation: { patients: ['p1'] },
  Invoice: 'none',
};

test('luồng tin chỉ nêu loại hồ sơ mà người nghe được tìm không giới hạn', () => {
  const reach = { limit: (type: string) => limits[type] ?? ('none' as const) };
  expect(visibleChanges({ seq: 7, changes }, { reach })).toEqual([{ type: 'Patient', id: 'p1' }]);
});
