import {
  chargeItem,
  codeSystems,
  extensions,
  identifierSystems,
  parseQuantity3,
  parseUnitPrice,
  readCharge,
} from '@lienmach/core';
import type { Coverage, Encounter } from 'fhir/r4';
import { expect, test } from 'vitest';
import { benefitVisitOf } from './record-benefit.ts';

const encounter: Encounter = {
  resourceType: 'Encounter',
  status: 'in-progress',
  class: { code: 'AMB' },
  period: { start: '2026-09-07T01:00:00Z' },
};
const coverage: Coverage = {
  resourceType: 'Coverage',
  status: 'active',
  beneficiary: { reference: 'Patient/an' },
  payor: [{ display: 'BHXH' }],
  identifier: [{ system: identifierSystems.insuranceCard, value: 'GD4019900000001' }],
  period: { start: '2026-01-01', end: '2026-12-31' },
  extension: [
    { url: extensions.fiveYearsFrom, valueDate: '2024-01-01' },
    { url: extensions.cumulativeCopay, valueMoney: { value: 120000.5, currency: 'VND' } },
    { url: extensions.copayExemptFrom, valueDateTime: '2026-09-07T02:30:00Z' },
  ],
};
const charge = readCharge(
  chargeItem({
    kind: 'service',
    code: '02.1896',
    name: 'Khám Nội',
    quantity: parseQuantity3('1'),
    unit: 'Lần',
    scope: '1',
    hospitalUnitPrice: parseUnitPrice('50600'),
    costGroup: '13',
    orderedBy: [],
    performedBy: [],
    department: 'K01',
    patient: { reference: 'Patient/an' },
    encounter: { reference: 'Encounter/e1' },
  }),
);

test('lượt khám trong hồ sơ thành đầu vào tính quyền lợi, giờ Việt Nam', () => {
  const visit = benefitVisitOf({ encounter, coverages: [coverage], charges: [{ id: 'c1', charge }] });
  expect(visit).toMatchObject({
    entitlement: '1.1',
    visitType: '01',
    arrived: '2026-09-07T08:00',
    cards: [
      {
        number: 'GD4019900000001',
        from: '2026-01-01',
        fiveYearsFrom: '2024-01-01',
        copayThisYear: 12000050n,
        copayExemptFrom: '2026-09-07T09:30',
      },
    ],
    lines: [{ id: 'c1', group: '13', orderedAt: '2026-09-07T08:00', paymentMethod: '1' }],
  });
  expect(visit.left).toBeUndefined();
});

test('không thẻ là đối tượng 9; loại hình và đối tượng đã ghi thì giữ', () => {
  const written: Encounter = {
    ...encounter,
    type: [{ coding: [{ system: codeSystems.encounterType, code: '03' }] }],
    extension: [{ url: extensions.entitlement, valueCodeableConcept: { coding: [{ code: '1.14' }] } }],
    period: { start: '2026-09-07', end: '2026-09-08T03:00:00Z' },
  };
  expect(benefitVisitOf({ encounter, coverages: [], charges: [] }).entitlement).toBe('9');
  expect(benefitVisitOf({ encounter: written, coverages: [], charges: [] })).toMatchObject({
    entitlement: '1.14',
    visitType: '03',
    arrived: '2026-09-07',
    left: '2026-09-08T10:00',
  });
});

test('lượt khám chưa có giờ đến bị từ chối', () => {
  const { period: _, ...open } = encounter;
  expect(() => benefitVisitOf({ encounter: open, coverages: [], charges: [] })).toThrow(
    expect.objectContaining({ code: 'benefit.noArrival' }),
  );
});
