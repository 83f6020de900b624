import { codeSystems } from '@lienmach/core';
import type { Concept } from '@lienmach/terminology';
import { describe, expect, test } from 'vitest';
import { readDrug } from './drug.ts';
import { isSameIngredient } from './same-ingredient.ts';

const concept = (display: string, properties: Concept['properties']): Concept => ({
  system: codeSystems.drugProduct,
  code: 'VD-90000-24',
  display,
  properties: {
    ingredient: '40.491',
    ingredientName: 'Amlodipin',
    unit: 'Viên',
    route: '1.01',
    price: '1250.5',
    ...properties,
  },
});

describe('thuốc đọc từ danh mục', () => {
  test.each([
    ['một hoạt chất, tên biệt dược', 'Amlor', { strength: '5 mg' }, 'Amlodipin 5 mg (Amlor)'],
    ['tên đã là tên hoạt chất', 'Amlodipin 5mg', { strength: '5 mg' }, 'Amlodipin 5mg'],
    ['tên hoạt chất thiếu hàm lượng', 'Amlodipin', { strength: '5 mg' }, 'Amlodipin 5 mg'],
    [
      'nhiều hoạt chất ghi tên thương mại',
      'Coveram',
      { ingredient: '40.491;40.505', ingredientName: 'Amlodipin;Perindopril', strength: '5 mg + 5 mg' },
      'Coveram 5 mg + 5 mg',
    ],
  ])('%s', (_, display, properties, label) => {
    expect(readDrug(concept(display, properties), 'x').label).toBe(label);
  });

  test.each([
    ['ordinary', { type: 'C', isPoison: false }],
    ['poison', { type: 'C', isPoison: true }],
    ['narcotic', { type: 'N', isPoison: true }],
    ['psychotropic', { type: 'H', isPoison: true }],
    ['precursor', { type: 'H', isPoison: true }],
    ['traditional', { type: 'T', isPoison: false }],
    ['supplement', { isSupplement: true }],
  ])('loại kiểm soát %s', (controlClass, expected) => {
    expect(readDrug(concept('X', { controlClass }), 'x')).toMatchObject(expected);
  });

  test.each([
    ['ingredient', ''],
    ['unit', ''],
    ['route', ''],
    ['price', ''],
    ['controlClass', 'la'],
    ['payRatio', 'nửa'],
  ])('danh mục thiếu hoặc sai %s thì từ chối, không đoán', (property, value) => {
    expect(() => readDrug(concept('X', { [property]: value }), 'x')).toThrow(
      expect.objectContaining({ code: 'prescribing.incompleteDrug' }),
    );
  });

  test('tỷ lệ thanh toán 50 %, ngoài danh mục BHYT là 0', () => {
    expect(readDrug(concept('X', { payRatio: '50' }), 'x')).toMatchObject({ scope: '1', insuranceRatio: 5000 });
    expect(readDrug(concept('X', { payRatio: '0' }), 'x')).toMatchObject({ scope: '2' });
  });
});

test.each([
  [{ code: '40.154', name: 'Amoxicilin' }, { code: '40.155', name: 'Amoxicilin' }, true],
  [{ code: '40.218', name: 'Azithromycin*' }, { code: '40.219', name: 'Azithromycin' }, true],
  [{ code: '40.48', name: 'Paracetamol (acetaminophen)' }, { name: 'PARACETAMOL' }, true],
  [{ code: '40.48', name: 'A' }, { code: '40.48', name: 'B' }, true],
  [{ name: '' }, { name: '' }, false],
  [{ code: '40.48', name: 'Paracetamol' }, { code: '40.30', name: 'Diclofenac' }, false],
])('%o và %o là một chất: %s', (a, b, same) => {
  expect(isSameIngredient(a, b)).toBe(same);
});
