import { expect, test } from 'vitest';
import { personKeys } from './person-keys.ts';
import { personWords, soundOf } from './person-words.ts';

test.each([
  ['Nguyễn', ['NGUYEN', 'nguyeenx', 'Nguye6n4', 'Nguyễn'.normalize('NFD'), 'Ngguyễn']],
  ['Đức', ['Duc', 'DDuwcs', 'D9u7c1', 'duc']],
  ['Lý', ['Lí', 'Ly', 'lys', 'LY1']],
  ['Hòa', ['Hoà', 'Hoaf', 'hoa2']],
  ['Trường', ['Truwowngf', 'Tru7o7ng2', 'Chường', 'TRUONG']],
  ['Xuân', ['Xuaan', 'Suân']],
  ['Giang', ['Dang', 'Giangg']],
])('%s nghe như mọi cách gõ lỡ của nó', (word, slips) => {
  for (const slip of slips) expect(soundOf(slip)).toBe(soundOf(word));
});

test.each([
  ['An', 'Anh'],
  ['Lan', 'Loan'],
  ['Hùng', 'Dũng'],
  ['Sơn', 'Tơn'],
])('%s và %s không nghe như nhau', (a, b) => {
  expect(soundOf(a)).not.toBe(soundOf(b));
});

test('họ đứng đầu, tên đứng cuối, biệt danh trong ngoặc bỏ đi', () => {
  expect(personWords([{ text: 'Nguyễn Văn Tám (Tư)' }, { family: 'Lê', given: ['Thị', 'Bưởi'] }])).toEqual([
    ['Nguyễn', 'Văn', 'Tám'],
    ['Lê', 'Thị', 'Bưởi'],
  ]);
  expect(personWords([{ text: 'Nguyễn Văn Tám (Tư' }])).toEqual([['Nguyễn', 'Văn', 'Tám']]);
  expect(personWords(undefined)).toEqual([]);
});

const an = { name: [{ text: 'Nguyễn Văn Ẩn' }], birthDate: '1990-09-05' };
const meets = (a: object, b: object): boolean => {
  const keys = new Set(personKeys({ ...a }));
  return personKeys({ ...b }).some((key) => keys.has(key));
};

test.each<[string, object]>([
  ['không dấu', { ...an, name: [{ text: 'nguyen van an' }] }],
  ['sai tên, đúng họ và ngày', { ...an, name: [{ text: 'Nguyễn Văn Ân Xá' }] }],
  ['sai họ, đúng tên và ngày', { ...an, name: [{ text: 'Lê Ẩn' }] }],
  ['chỉ có năm', { ...an, birthDate: '1990' }],
  ['sai năm', { ...an, birthDate: '1991-09-05' }],
])('gặp lại: %s', (_what, other) => {
  expect(meets(an, other)).toBe(true);
});

test('người khác hẳn không gặp; không tên thì không khóa; khóa không lộ ai', () => {
  expect(meets(an, { name: [{ text: 'Trần Thị Bê' }], birthDate: '1951-01-02' })).toBe(false);
  expect(personKeys({ birthDate: '1990-09-05' })).toEqual([]);
  expect(personKeys(an).join(' ')).not.toMatch(/nguyen|1990/);
});

test('cùng tên và cùng xã thì gặp, dù sai cả ngày sinh', () => {
  const at = (code: string) => ({ address: [{ extension: [{ url: 'u', valueCoding: { code } }] }] });
  const [here, there] = [
    { ...an, ...at('99001') },
    { ...an, birthDate: '1951-01-02', ...at('99001') },
  ];
  expect(meets(here, there)).toBe(true);
  expect(meets(here, { ...there, ...at('99002') })).toBe(false);
  expect(meets({ ...an, ...at('01') }, { ...an, birthDate: '1951-01-02', ...at('01') })).toBe(false);
});
