import { expect, test } from 'vitest';
import { languageTable } from './language-tags.ts';

test.each([
  ['vi', 'vi', 'Vietnamese'],
  ['VI', 'vi', 'Vietnamese'],
  ['vi-vn', 'vi-VN', 'Vietnamese (Viet Nam)'],
  ['sr-latn-rs', 'sr-Latn-RS', 'Serbian (Latin, Serbia)'],
  ['de-1996', 'de-1996', 'German (German orthography of 1996)'],
  ['yue', 'yue', 'Yue Chinese'],
])('nhãn ngôn ngữ %s là mã %s', (given, code, display) => {
  expect(languageTable().find(given)).toMatchObject({ code, display });
});

test.each(['', 'zz', 'vi-XX', 'vi-VN-khongco', 'vie', 'tieng viet', 'vi_VN'])(
  '%s không phải nhãn ngôn ngữ',
  (given) => {
    expect(languageTable().find(given)).toBeUndefined();
  },
);

test('danh sách chỉ có ngôn ngữ của ISO 639-1 và 639-2, không hết được', () => {
  const table = languageTable();
  const codes = table.list.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['vi', 'zgh', 'cnr']));
  expect(codes.filter((code) => ['yue', 'bh', 'sh', 'iw'].includes(code))).toEqual([]);
  expect(table.isEndless).toBe(true);
});
