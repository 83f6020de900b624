import { searchParameters } from '@lienmach/fhir-definitions';
import { expect, test } from 'vitest';
import { typePlan, unindexed } from './index-plan.ts';
import { findParameterNumber } from './parameter-numbers.ts';
import { findTypeNumber, resourceTypeNames, typeName } from './resource-types.ts';

test('mọi tham số tìm kiếm của R4 đều có số và có trong kế hoạch, trừ danh sách đã ghi lý do', () => {
  const missing = searchParameters().flatMap((row) => {
    const types = row.base.flatMap((base) => resourceTypeNames.filter((name) => name === base));
    const known = row.code === '_id' || row.code === '_lastUpdated' || row.code in unindexed;
    if (!known && findParameterNumber(row.code) === undefined) return [row.code];
    return types
      .filter((type) => !known && !(`${type}.${row.code}` in unindexed) && !typePlan(type).fields.has(row.code))
      .map((type) => `${type}.${row.code}`);
  });
  expect(missing).toEqual([]);
});

test('số của loại hồ sơ là vị trí trong danh sách và không đổi', () => {
  expect(findTypeNumber('Account')).toBe(1);
  expect(findTypeNumber('Patient')).toBe(103);
  expect(typeName(103)).toBe('Patient');
  expect(findTypeNumber('constructor')).toBeUndefined();
  expect(resourceTypeNames).toHaveLength(146);
});

test('số của tham số không đổi', () => {
  expect([findParameterNumber('_profile'), findParameterNumber('window-start')]).toEqual([1, 444]);
});

test('patient của Encounter dùng dòng của subject, chỉ lấy Patient', () => {
  const field = typePlan('Encounter').fields.get('patient');
  expect(field).toMatchObject({ sources: [findParameterNumber('subject')], targets: ['Patient'], isNarrowed: true });
});

test('combo-code là hợp của code và component-code; phonetic là name', () => {
  expect(typePlan('Observation').fields.get('combo-code')?.sources).toEqual(
    ['code', 'component-code'].map(findParameterNumber),
  );
  expect(typePlan('Patient').fields.get('phonetic')?.sources).toEqual([findParameterNumber('name')]);
});

test('code-value-quantity là giao của hai tham số, component-code-value-quantity có dòng riêng', () => {
  const fields = typePlan('Observation').fields;
  expect(fields.get('code-value-quantity')).toMatchObject({
    sources: [],
    composite: { onResource: ['code', 'value-quantity'] },
  });
  expect(fields.get('component-code-value-quantity')).toMatchObject({ table: 'composite', sources: [85] });
});
