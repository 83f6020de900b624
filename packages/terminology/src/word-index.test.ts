import { expect, test } from 'vitest';
import { WordIndex } from './word-index.ts';

const open = { from: 0, to: 99_999_999 };
const index = new WordIndex([
  { code: 'I10', display: 'Tăng huyết áp vô căn (nguyên phát)', ...open },
  { code: 'I15', display: 'Tăng huyết áp thứ phát', ...open },
  { code: 'E11', display: 'Đái tháo đường típ 2', ...open },
  { code: 'E11.9', display: 'Đái tháo đường típ 2, không có biến chứng', ...open },
  { code: 'R03.0', display: 'Chỉ số huyết áp tăng, không chẩn đoán tăng huyết áp', ...open },
  { code: 'Z99', display: 'Mã cũ tăng huyết áp', from: 20200101, to: 20260630 },
]);

test.each([
  ['tang huyet ap', ['I15', 'I10', 'R03.0']],
  ['Tăng huyết áp', ['I15', 'I10', 'R03.0']],
  ['tăng huyết áp'.normalize('NFD'), ['I15', 'I10', 'R03.0']],
  ['huyet tang', ['I15', 'I10', 'R03.0']],
  ['I10', ['I10']],
  ['e11', ['E11', 'E11.9']],
  ['dai thao', ['E11', 'E11.9']],
  ['đái tháo đường', ['E11', 'E11.9']],
  ['khong co gi nhu the', []],
])('tìm "%s" trong danh mục đang hiệu lực', (filter, codes) => {
  expect(index.find(filter, 20261121)).toEqual(codes);
});

test('mã hết hiệu lực chỉ tìm thấy cho lượt khám cũ', () => {
  expect(index.find('ma cu', 20260630)).toEqual(['Z99']);
  expect(index.find('ma cu', 20260701)).toEqual([]);
});

test('chuỗi tìm rỗng trả về cả danh mục, theo mã', () => {
  expect(index.find('', 20261121)).toHaveLength(5);
});

test('mã có gạch nối tìm được cả mã lẫn từng phần', () => {
  const loinc = new WordIndex([{ code: '8302-2', display: 'Body height', ...open }]);
  for (const filter of ['8302-2', '8302', 'height 8302']) expect(loinc.find(filter, 20261121)).toEqual(['8302-2']);
});
