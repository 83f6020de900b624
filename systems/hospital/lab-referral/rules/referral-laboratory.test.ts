import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Organization } from 'fhir/r4';
import { expect, test } from 'vitest';
import {
  hoursOf,
  isComplete,
  laboratoryOrganization,
  type ReferralLaboratory,
  readLaboratory,
  usualLaboratory,
} from './referral-laboratory.ts';

const institute: ReferralLaboratory = {
  id: 'o1',
  code: '79001',
  name: 'Viện',
  phone: '028',
  address: 'Quận 3',
  qualityLevel: '5',
  isActive: true,
  tests: [
    { code: 'B12', name: 'Vitamin B12', hours: 48, isUsual: true },
    { code: 'HBV', name: 'HBV DNA', hours: 72, isUsual: false },
  ],
};

test('ghi rồi đọc lại như cũ; phần khác của cơ sở ở nguyên', () => {
  const before: Organization = {
    resourceType: 'Organization',
    id: 'o1',
    alias: ['Viện cũ'],
    extension: [
      { url: 'urn:khac', valueString: 'x' },
      { url: extensions.referredTest, extension: [] },
    ],
  };
  expect(readLaboratory({ ...laboratoryOrganization(institute, undefined), id: 'o1' })).toEqual(institute);
  const again = laboratoryOrganization({ ...institute, tests: [] }, before);
  expect(again).toMatchObject({ id: 'o1', alias: ['Viện cũ'], name: 'Viện' });
  expect(again.extension?.map(({ url }) => url)).toEqual(['urn:khac', extensions.labQualityLevel]);
});

test.each<[string, Organization]>([
  ['khoa của bệnh viện', { resourceType: 'Organization', type: [{ text: 'Khoa' }] }],
  [
    'không có mã cơ sở',
    {
      resourceType: 'Organization',
      type: [{ coding: [{ system: codeSystems.organizationKind, code: 'referral-laboratory' }] }],
      identifier: [{ system: identifierSystems.department, value: 'K01' }],
    },
  ],
])('%s không phải nơi nhận mẫu', (_name, organization) => {
  expect(readLaboratory(organization)).toBeUndefined();
});

test.each<[string, Partial<ReferralLaboratory>, boolean]>([
  ['đủ', {}, true],
  ['1.440 giờ', { tests: [{ code: 'B12', name: '', hours: 1440, isUsual: true }] }, true],
  ['1.441 giờ', { tests: [{ code: 'B12', name: '', hours: 1441, isUsual: true }] }, false],
  ['nửa giờ', { tests: [{ code: 'B12', name: '', hours: 0.5, isUsual: true }] }, false],
  ['không tên', { name: '' }, false],
  ['không mã', { code: '' }, false],
])('đủ thông tin: %s', (_name, more, expected) => {
  expect(isComplete({ ...institute, ...more })).toBe(expected);
});

test('nơi thường gửi: đúng xét nghiệm, đang dùng; hẹn giờ theo từng nơi', () => {
  const closed = { ...institute, id: 'o2', isActive: false };
  expect(usualLaboratory([closed, institute], 'B12')?.id).toBe('o1');
  expect(usualLaboratory([closed], 'B12')).toBeUndefined();
  expect(usualLaboratory([institute], 'HBV')).toBeUndefined();
  expect([hoursOf(institute, 'HBV'), hoursOf(institute, 'GLU')]).toEqual([72, undefined]);
});
