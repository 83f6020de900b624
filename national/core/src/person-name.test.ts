import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayName, foldVietnamese, nameText, personName } from './person-name.ts';

describe('họ tên', () => {
  test.each([
    ['NGUYỄN VĂN VÍ DỤ', 'Nguyễn Văn Ví Dụ'],
    ['nguyễn văn ví dụ', 'Nguyễn Văn Ví Dụ'],
    ['  Trần   Đình\tThử ', 'Trần Đình Thử'],
    ["H'Hen Niê", "H'Hen Niê"],
    ['Nguyễn Văn'.normalize('NFD'), 'Nguyễn Văn'],
  ])('%j hiện là %j', (raw, shown) => {
    expect(displayName(raw)).toBe(shown);
  });

  test.each(['', '   '])('trống: %j', (raw) => {
    expect(() => displayName(raw)).toThrow(expect.objectContaining({ code: 'core.nameEmpty' }));
  });

  test.each(['Nguyễn Văn 2', 'A|B', '<script>', 'A'.repeat(101), `A${' '.repeat(500)}B`, 'a\u0007b'])(
    'không phải tên người: %j',
    (raw) => {
      expect(() => displayName(raw)).toThrow(expect.objectContaining({ code: 'core.nameUnreadable' }));
    },
  );

  test('họ đứng đầu, tên đứng cuối', () => {
    expect(personName('Trần Thị Minh Thử')).toEqual({
      use: 'official',
      text: 'Trần Thị Minh Thử',
      family: 'Trần',
      given: ['Thị', 'Minh', 'Thử'],
    });
    expect(personName('Thử')).toEqual({ use: 'official', text: 'Thử', given: ['Thử'] });
    expect(nameText([{ family: 'Trần', given: ['Thử'] }])).toBe('Trần Thử');
    expect(nameText(undefined)).toBe('');
  });

  test('bỏ dấu: mọi cách gõ cho cùng một khóa', () => {
    expect(foldVietnamese('ĐẶNG  Thị Ố Ưởng')).toBe('dang thi o uong');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aăâđêôơưáảễọỹ ABCĐ') }), (text) => {
        const key = foldVietnamese(text);
        expect(foldVietnamese(text.normalize('NFD'))).toBe(key);
        expect(foldVietnamese(text.toUpperCase())).toBe(key);
        expect(foldVietnamese(key)).toBe(key);
        expect(key).toMatch(/^[a-z ]*$/);
      }),
    );
  });
});
