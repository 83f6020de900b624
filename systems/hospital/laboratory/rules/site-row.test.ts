import { codeSystems, extensions } from '@lienmach/core';
import type { ActivityDefinition, ObservationDefinition } from 'fhir/r4';
import { expect, test } from 'vitest';
import { catalogOn } from './lab-catalog.ts';
import { referenceInterval } from './reference-interval.ts';
import { indicatorOfDefinition, testOfDefinition } from './site-row.ts';

const row = (extra: object) => [{ url: extensions.labRow, valueString: JSON.stringify(extra) }];

const ownPotassium: ObservationDefinition = {
  resourceType: 'ObservationDefinition',
  extension: row({ delta: { absolute: 0.8, withinDays: 5 }, validFrom: '2026-03-01' }),
  code: {
    coding: [
      { system: codeSystems.labIndicator, code: 'K', display: 'Kali' },
      { system: codeSystems.loinc, code: '2823-3' },
    ],
  },
  preferredReportName: 'Kali (máy mới)',
  method: { text: 'ISE gián tiếp' },
  quantitativeDetails: {
    unit: { coding: [{ system: codeSystems.ucum, code: 'mmol/L' }], text: 'mmol/L' },
    decimalPrecision: 2,
  },
  qualifiedInterval: [
    {
      category: 'reference',
      gender: 'female',
      age: { low: { value: 18 } },
      range: { low: { value: 3.4 }, high: { value: 4.8 } },
    },
    {
      category: 'reference',
      age: { high: { value: 28, code: 'd' } },
      range: { low: { value: 3.7 }, high: { value: 5.9 } },
    },
    {
      category: 'reference',
      appliesTo: [{ coding: [{ code: 'pregnant' }] }],
      age: { low: { value: 12 }, high: { value: 17 } },
      range: { low: { value: 3.3 } },
      condition: 'Thai kỳ',
    },
    { category: 'critical', range: { low: { value: 2.6 }, high: { value: 6.0 } } },
  ],
};

test('một dòng chỉ số của bệnh viện: khoảng theo giới, tuổi, thai kỳ, ngày tuổi; ngưỡng báo động, delta, phương pháp', () => {
  const own = indicatorOfDefinition(ownPotassium);
  expect(own).toMatchObject({
    code: 'K',
    name: 'Kali (máy mới)',
    loinc: '2823-3',
    ucum: 'mmol/L',
    decimals: 2,
    method: 'ISE gián tiếp',
    delta: { absolute: 0.8, withinDays: 5 },
    // of everybody: also of somebody whose age is not known
    critical: { low: 2.6, high: 6.0 },
    validFrom: '2026-03-01',
  });
  expect(referenceInterval(own, { age: 30, sex: 'female' })?.high).toBe(4.8);
  expect(referenceInterval(own, { age: 0, days: 3 })?.high).toBe(5.9);
  expect(referenceInterval(own, { age: 16, sex: 'female', isPregnant: true })?.text).toBe('Thai kỳ');
  expect(referenceInterval(own, { age: 30, sex: 'male' })).toBeUndefined();
});

const ownTest: ActivityDefinition = {
  resourceType: 'ActivityDefinition',
  status: 'active',
  title: 'Điện giải đồ, hai bước',
  code: { coding: [{ system: codeSystems.services7603, code: '23.0058.1487' }] },
  effectivePeriod: { start: '2026-03-01', end: '2026-12-31' },
  extension: row({
    tube: 'serum',
    section: 'chemistry',
    indicators: ['NA', 'K', 'CL'],
    calculated: ['AGAP'],
    turnaround: { routine: 45, urgent: 20 },
    steps: 2,
    isAutomatic: true,
    instrument: 'SH-01',
  }),
};

test('một dòng xét nghiệm của bệnh viện thay dòng của sản phẩm trong ngày có hiệu lực', () => {
  const own = testOfDefinition(ownTest);
  expect(own).toMatchObject({ steps: 2, instrument: 'SH-01', validFrom: '2026-03-01', validTo: '2026-12-31' });
  const rows = { indicators: [indicatorOfDefinition(ownPotassium)], tests: [own] };
  const today = catalogOn('2026-03-02', rows);
  expect(today.test('23.0058.1487')?.name).toBe('Điện giải đồ, hai bước');
  expect(today.indicator('K')?.name).toBe('Kali (máy mới)');
  expect(today.indicatorByLoinc('2823-3')?.decimals).toBe(2);
  expect(today.indicator('NA')?.name).toBe('Natri');
  expect(catalogOn('2026-02-28', rows).test('23.0058.1487')?.steps).toBeUndefined();
  // when the site has ended it, the row of the product does not come back
  expect(catalogOn('2027-01-01', rows).test('23.0058.1487')).toBeUndefined();
});

const refused = (detail: string) =>
  expect.objectContaining({ code: 'laboratory.badCatalogRow', message: expect.stringContaining(detail) });

test.each([
  ['không có mã chỉ số', { ...ownPotassium, code: {} }, 'code'],
  ['không có đơn vị', { ...ownPotassium, quantitativeDetails: {} }, 'UCUM'],
  [
    'cận dưới trên cận trên',
    {
      ...ownPotassium,
      qualifiedInterval: [{ category: 'reference', range: { low: { value: 9 }, high: { value: 1 } } }],
    },
    '9 > 1',
  ],
  ['phần thêm không phải JSON', { ...ownPotassium, extension: [{ url: extensions.labRow, valueString: '{' }] }, '{'],
  ['phần thêm có tên lạ', { ...ownPotassium, extension: row({ reflex: 1 }) }, 'reflex'],
  ['delta không nói bao nhiêu ngày', { ...ownPotassium, extension: row({ delta: { absolute: 1 } }) }, 'delta'],
] as const)('dòng chỉ số hỏng bị từ chối: %s', (_, definition, detail) => {
  expect(() => indicatorOfDefinition(definition as ObservationDefinition)).toThrow(refused(detail));
});

test.each([
  ['không có dịch vụ', { ...ownTest, code: {} }, 'technical service'],
  ['ống lạ', { ...ownTest, extension: row({ tube: 'x', section: 'chemistry', indicators: ['K'] }) }, 'x'],
  ['bộ phận lạ', { ...ownTest, extension: row({ tube: 'serum', section: 'x', indicators: ['K'] }) }, 'x'],
  [
    'không chỉ số nào',
    { ...ownTest, extension: row({ tube: 'serum', section: 'chemistry', indicators: [] }) },
    'empty',
  ],
] as const)('dòng xét nghiệm hỏng bị từ chối: %s', (_, definition, detail) => {
  expect(() => testOfDefinition(definition)).toThrow(refused(detail));
});
