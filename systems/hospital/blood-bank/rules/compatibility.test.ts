import { describe, expect, test } from 'vitest';
import type { ComponentCode } from '../catalogs/components.ts';
import { aboGroups, groupCode, groupOfCode } from './blood-group.ts';
import { fitOf } from './compatibility.ts';

const all = aboGroups.flatMap((abo) => [`${abo}+`, `${abo}-`]);
const given = (component: ComponentCode, recipient: string | undefined): string[] =>
  all.filter((code) => {
    const unit = groupOfCode(code);
    return unit !== undefined && fitOf(component, unit, groupOfCode(recipient)) !== 'incompatible';
  });

describe('hồng cầu: kháng thể của người nhận quyết định', () => {
  test.each([
    ['O-', ['O-']],
    ['O+', ['O+', 'O-']],
    ['A-', ['O-', 'A-']],
    ['A+', ['O+', 'O-', 'A+', 'A-']],
    ['B-', ['O-', 'B-']],
    ['B+', ['O+', 'O-', 'B+', 'B-']],
    ['AB-', ['O-', 'A-', 'B-', 'AB-']],
    ['AB+', all],
  ])('người nhóm %s nhận được %j', (recipient, units) => {
    expect(given('red-cells', recipient)).toEqual(units);
  });
  test('chưa chắc nhóm máu: chỉ nhóm O', () => expect(given('red-cells', undefined)).toEqual(['O+', 'O-']));
});

describe('huyết tương, tiểu cầu, tủa lạnh: kháng thể của người cho quyết định', () => {
  test.each([
    ['O-', all],
    ['A+', ['A+', 'A-', 'AB+', 'AB-']],
    ['B-', ['B+', 'B-', 'AB+', 'AB-']],
    ['AB+', ['AB+', 'AB-']],
  ])('người nhóm %s nhận được %j', (recipient, units) => {
    for (const component of ['plasma', 'platelets', 'cryo'] as const)
      expect(given(component, recipient)).toEqual(units);
  });
  test('chưa chắc nhóm máu: chỉ nhóm AB', () => expect(given('plasma', undefined)).toEqual(['AB+', 'AB-']));
});

test('máu toàn phần chỉ truyền cùng nhóm ABO, và không khi chưa chắc nhóm', () => {
  expect(given('whole-blood', 'A+')).toEqual(['A+', 'A-']);
  expect(given('whole-blood', 'AB-')).toEqual(['AB-']);
  expect(given('whole-blood', undefined)).toEqual([]);
});

test('cùng nhóm đứng trước khác nhóm mà hòa hợp', () => {
  const recipient = { abo: 'A', rhd: 'positive' } as const;
  expect(fitOf('red-cells', recipient, recipient)).toBe('identical');
  expect(fitOf('red-cells', { abo: 'O', rhd: 'positive' }, recipient)).toBe('compatible');
  expect(fitOf('red-cells', { abo: 'A', rhd: 'negative' }, recipient)).toBe('compatible');
});

test('mã nhóm máu đi và về như nhau, chữ lạ không thành nhóm', () => {
  for (const code of all) expect(groupCode(groupOfCode(code) ?? { abo: 'O', rhd: 'positive' })).toBe(code);
  for (const code of ['', 'A', '+', 'C+', 'AB', undefined]) expect(groupOfCode(code)).toBeUndefined();
});
