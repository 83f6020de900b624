import { expect, test } from 'vitest';
import { isSameIngredient, soundsLike } from './same-ingredient.ts';

test.each([
  ['hai mã của một chất', { code: '40.154', name: 'Amoxicilin' }, { code: '40.155', name: 'Amoxicilin' }, true],
  ['tên quốc tế', { name: 'Amoxicillin' }, { code: '40.154', name: 'Amoxicilin' }, true],
  ['tên quốc tế', { name: 'Codeine' }, { name: 'Codein' }, true],
  ['tên quốc tế', { name: 'Cephalexin' }, { name: 'Cefalexin' }, true],
  ['ghi chú của danh mục', { name: 'Paracetamol' }, { name: 'Paracetamol (acetaminophen)' }, true],
  ['một chất của thuốc phối hợp', { name: 'Amoxicilin' }, { name: 'Amoxicilin + acid clavulanic' }, true],
  ['hai thuốc phối hợp có chung một chất', { name: 'Vitamin B1 + B6' }, { name: 'Magnesi và B6' }, true],
  ['chung gốc muối không phải chung chất', { name: 'Kẽm (sulfat)' }, { name: 'Atropin (sulfat)' }, false],
  ['tên gần giống', { name: 'Cefalexin' }, { name: 'Cefaclor' }, false],
  ['tên trống', { name: '' }, { name: '' }, false],
])('%s: %o và %o', (_, a, b, isSame) => {
  expect(isSameIngredient(a, b)).toBe(isSame);
  expect(isSameIngredient(b, a)).toBe(isSame);
});

test.each([
  ['Dị ứng Augmentin, nổi mẩn', ['Augmentin 1 g', 'Amoxicilin', 'Acid clavulanic'], true],
  ['penicillin', ['Benzylpenicilin 1 triệu đơn vị', 'Benzylpenicilin'], true],
  ['acetaminophen', ['Paracetamol 500 mg', 'Paracetamol (acetaminophen)'], true],
  ['Uống amoxicillin bị phù mặt', ['Amoxicilin 500 mg', 'Amoxicilin'], true],
  ['Hải sản', ['Amoxicilin 500 mg', 'Amoxicilin'], false],
  ['Natri benzoat', ['Natri clorid 0,9%', 'Natri clorid'], false],
  ['', ['Amoxicilin'], false],
])('“%s” và %o: hỏi lại người kê = %s', (written, names, expected) => {
  expect(soundsLike(written, names)).toBe(expected);
});
