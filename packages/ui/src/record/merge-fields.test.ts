import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeFields } from './merge-fields.ts';

const base = { name: 'Nguyễn Thị Mẫu', phone: '0000000101', address: 'Tổ 4' };

test.each([
  { what: 'không ai sửa', mine: {}, theirs: {}, merged: {}, conflicts: [], taken: 0 },
  { what: 'chỉ mình sửa', mine: { phone: '2' }, theirs: {}, merged: { phone: '2' }, conflicts: [], taken: 1 },
  { what: 'chỉ người kia sửa', mine: {}, theirs: { phone: '3' }, merged: { phone: '3' }, conflicts: [], taken: 1 },
  {
    what: 'mỗi người một ô: tự ghép',
    mine: { phone: '2' },
    theirs: { address: 'Tổ 5' },
    merged: { phone: '2', address: 'Tổ 5' },
    conflicts: [],
    taken: 2,
  },
  {
    what: 'cùng sửa thành một chữ: không hỏi',
    mine: { phone: '2' },
    theirs: { phone: '2' },
    merged: { phone: '2' },
    conflicts: [],
    taken: 0,
  },
  {
    what: 'cùng một ô, hai chữ khác nhau: hỏi',
    mine: { phone: '2', address: '' },
    theirs: { phone: '3' },
    merged: { phone: '2', address: '' },
    conflicts: ['phone'],
    taken: 1,
  },
])('$what', ({ mine, theirs, merged, conflicts, taken }) => {
  const answer = mergeFields({ base, mine: { ...base, ...mine }, theirs: { ...base, ...theirs } });
  expect(answer).toEqual({ merged: { ...base, ...merged }, conflicts, taken });
});

test('chữ người này sửa không bao giờ mất, chữ người kia sửa chỉ mất khi đã hỏi', () => {
  const form = fc.record({ a: fc.constantFrom('0', '1', '2'), b: fc.constantFrom('0', '1', '2') });
  fc.assert(
    fc.property(form, form, form, (start, mine, theirs) => {
      const { merged, conflicts } = mergeFields({ base: start, mine, theirs });
      for (const name of ['a', 'b'] as const) {
        if (mine[name] !== start[name]) expect(merged[name]).toBe(mine[name]);
        if (theirs[name] !== start[name] && !conflicts.includes(name)) expect(merged[name]).toBe(theirs[name]);
      }
    }),
  );
});
