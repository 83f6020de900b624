import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { buildCoverage } from './build-coverage.ts';
import { checkCard } from './check-card.ts';
import { decideEntitlement, type EntitlementFacts } from './decide-entitlement.ts';
import { entitlementsOn } from './entitlement-list.ts';
import { readVisitCard } from './visit-card.ts';
import { visitNumber } from './visit-number.ts';

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
const qr = (name = 'Nguyễn Văn Ẩn', birth = '05/09/1990', from = '01/01/2026', to = '31/12/2026') =>
  `GD4999901987654|${hex(name)}|${birth}|1|-|99001|${from}|${to}|01/01/2026|$`;
const patient: Patient = {
  resourceType: 'Patient',
  identifier: [
    { system: identifierSystems.personalNumber, value: '099090000123' },
    { system: identifierSystems.socialInsuranceNumber, value: '9901987654' },
  ],
  name: [{ text: 'Nguyễn Văn Ẩn' }],
  birthDate: '1990-09-05',
};
const codes = (scan: string, day = '2026-03-02', person = patient) =>
  checkCard(readVisitCard({ scan }), person, day).map((issue) => issue.details?.coding?.[0]?.code?.split('.')[1]);

describe('thẻ BHYT ở quầy', () => {
  test.each([
    ['thẻ đúng người, còn hạn', qr(), '2026-03-02', []],
    ['ngày đầu của thẻ', qr(), '2026-01-01', []],
    ['ngày cuối của thẻ vẫn dùng được', qr(), '2026-12-31', ['cardExpiresSoon']],
    ['sau ngày cuối một ngày', qr(), '2027-01-01', ['cardExpired']],
    ['trước ngày đầu một ngày', qr(), '2025-12-31', ['cardNotYetValid']],
    ['thẻ không ghi ngày hết', qr(undefined, undefined, '01/01/2026', '-'), '2030-01-01', []],
    ['ngày đảo ngược', qr(undefined, undefined, '31/12/2026', '01/01/2026'), '2026-03-02', ['cardPeriodReversed']],
    ['tên khác dấu', qr('Nguyễn Văn An'), '2026-03-02', ['cardNameFolded']],
    ['thẻ của người khác', qr('Lê Thị Khác'), '2026-03-02', ['cardOfAnotherPerson']],
    ['ngày sinh khác', qr(undefined, '06/09/1990'), '2026-03-02', ['cardOfAnotherPerson']],
    ['đảo ngày tháng sinh', qr(undefined, '09/05/1990'), '2026-03-02', ['cardBirthSwapped']],
    ['thẻ chỉ ghi năm sinh', qr(undefined, '1990'), '2026-03-02', []],
    ['hết hạn và của người khác: báo cả hai', qr('Lê Thị Khác'), '2027-01-01', ['cardOfAnotherPerson', 'cardExpired']],
    ['chỉ có 10 số, chưa có ngày', '9901987654', '2026-03-02', ['cardGroupUnknown', 'cardUnverified']],
    ['mã số của người khác', '9901987655', '2026-03-02', ['cardOfAnotherPerson', 'cardGroupUnknown', 'cardUnverified']],
    ['số định danh làm mã thẻ', '099090000123', '2026-03-02', ['cardGroupUnknown', 'cardUnverified']],
    [
      'số định danh của người khác',
      '099090000124',
      '2026-03-02',
      ['cardOfAnotherPerson', 'cardGroupUnknown', 'cardUnverified'],
    ],
  ])('%s', (_, scan, day, expected) => {
    expect(codes(scan, day)).toEqual(expected);
  });

  test('quét 10 số, cổng cho biết 15 ký tự: một thẻ', () => {
    expect(readVisitCard({ scan: '9901987654', number: 'GD4999901987654' }).number.form).toBe('card15');
    expect(readVisitCard({ scan: 'GD4999901987654', number: '9901987654' }).number.form).toBe('card15');
    expect(readVisitCard({ scan: '099090000123', number: 'GD4999901987654' }).number.form).toBe('card15');
    expect(() => readVisitCard({ scan: '9901987654', number: 'GD4999901987655' })).toThrow(
      expect.objectContaining({ code: 'registration.cardNumbersDiffer' }),
    );
  });

  test.each([
    [{}, 'registration.cardMissing'],
    [{ scan: 'BN-1' }, 'registration.notACard'],
    [{ number: '12' }, 'core.notAnInsuranceNumber'],
    [{ number: '9901987654', validFrom: '2026-02-30' }, 'core.notADate'],
    [{ number: '9901987654', registeredAt: '9' }, 'core.notAFacilityCode'],
  ])('%j bị từ chối', (input, code) => {
    expect(() => readVisitCard(input)).toThrow(expect.objectContaining({ code }));
  });

  test('thẻ thành Coverage đúng chỗ hồ sơ thanh toán đọc', () => {
    const card = readVisitCard({ scan: qr(), fiveYearsFrom: '2024-01-01', zone: 'K1', copayThisYear: '120000.5' });
    const coverage = buildCoverage(card, { reference: 'Patient/an' });
    expect(coverage).toMatchObject({
      identifier: [{ system: identifierSystems.insuranceCard, value: 'GD4999901987654' }],
      subscriberId: 'GD4999901987654',
      period: { start: '2026-01-01', end: '2026-12-31' },
    });
    expect(coverage.extension).toEqual([
      { url: extensions.cardType, valueCodeableConcept: { coding: [{ system: codeSystems.cardType, code: 'GD' }] } },
      {
        url: extensions.primaryCareFacility,
        valueReference: { type: 'Organization', identifier: { system: identifierSystems.facility, value: '99001' } },
      },
      { url: extensions.fiveYearsFrom, valueDate: '2024-01-01' },
      { url: extensions.cumulativeCopay, valueMoney: { value: 120_000.5, currency: 'VND' } },
      { url: extensions.livingZone, valueCode: 'K1' },
    ]);
  });

  test('thẻ tạm không có kỳ hạn, không có nơi đăng ký', () => {
    const card = readVisitCard({
      number: 'TE1990000000001',
      registeredAt: '99001',
      validFrom: '2026-01-01',
      temporary: true,
    });
    const coverage = buildCoverage(card, { reference: 'Patient/an' });
    expect(coverage.period).toBeUndefined();
    expect(coverage.extension?.map(({ url }) => url)).toEqual([extensions.cardType, extensions.temporaryCard]);
    expect(
      checkCard(
        readVisitCard({ number: 'TE1990000000001', temporary: true }),
        { resourceType: 'Patient' },
        '2026-03-02',
      ),
    ).toEqual([]);
  });
});

describe('trường hợp đến khám (MA_DOITUONG_KCB)', () => {
  const base: EntitlementFacts = {
    registeredAt: ['99002'],
    hasCard: true,
    facility: '99001',
    isEmergency: false,
    hasReferral: false,
    hasFollowUpSlip: false,
  };
  const standing = (level: string, points?: number, formerTier?: string) => ({
    standing: {
      level,
      ...(points === undefined ? {} : { points }),
      ...(formerTier === undefined ? {} : { formerTier }),
    },
  });
  test.each<[string, Partial<EntitlementFacts>, string]>([
    ['không có thẻ', { hasCard: false, registeredAt: [] }, '9'],
    ['cấp cứu trước mọi thứ khác', { isEmergency: true, registeredAt: ['99001'] }, '2'],
    ['đúng nơi đăng ký ban đầu', { registeredAt: ['99001'] }, '1.1'],
    ['có phiếu chuyển', { hasReferral: true }, '1.3'],
    ['có giấy hẹn khám lại', { hasFollowUpSlip: true }, '1.5'],
    ['tự đến cấp ban đầu', standing('primary'), '1.11'],
    ['tự đến cấp cơ bản 49,9 điểm', standing('basic', 49.9, 'district'), '1.12'],
    ['cấp cơ bản chưa chấm điểm', standing('basic'), '1.12'],
    ['cấp cơ bản 50 điểm', standing('basic', 50), '1.13'],
    ['cấp cơ bản 69,9 điểm', standing('basic', 69.9, 'district'), '1.13'],
    ['cấp cơ bản 70 điểm, trước là tuyến huyện', standing('basic', 70, 'district'), '3.3'],
    ['cấp cơ bản trước là tuyến tỉnh', standing('basic', 40, 'province'), '1.14'],
    ['chuyên sâu trước là tuyến tỉnh', standing('specialised', 80, 'province'), '1.18'],
    ['chuyên sâu trước là trung ương', standing('specialised', 80, 'central'), '3.1'],
    ['quầy chọn mã', { chosen: '1.4' }, '1.4'],
  ])('%s: %s', (_, more, code) => {
    expect(decideEntitlement({ ...base, ...more }, '2026-03-02')).toBe(code);
  });

  test('mã lạ, hoặc chưa đủ căn cứ thì hỏi lại', () => {
    expect(() => decideEntitlement({ ...base, chosen: '1.10' }, '2026-03-02')).toThrow(
      expect.objectContaining({ code: 'registration.unknownEntitlement' }),
    );
    expect(() => decideEntitlement(base, '2026-03-02')).toThrow(
      expect.objectContaining({ code: 'registration.entitlementUnclear' }),
    );
    expect(() => decideEntitlement({ ...base, registeredAt: ['99001'] }, '2025-06-30')).toThrow(
      expect.objectContaining({ code: 'registration.entitlementUnclear' }),
    );
  });
});

test('mã liên kết có cơ sở, tháng và phần ngẫu nhiên', () => {
  const bytes = Uint8Array.from({ length: 10 }, (_, index) => index);
  expect(visitNumber('99001', '2026-03-02', bytes)).toEqual({
    claimId: '99001.202603.0123456789',
    recordNumber: 'NT.26.0123456789',
  });
});

describe('các trường hợp đến khám theo ngày', () => {
  test.each([
    ['2025-06-30', 0],
    ['2025-07-01', 27],
    ['2026-11-22', 27],
  ])('%s có %i mã', (day, count) => {
    expect(entitlementsOn(day)).toHaveLength(count);
  });

  test('mỗi mã một lần; nội trú và thu hồi không chọn ở quầy', () => {
    const all = entitlementsOn('2026-11-22');
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    expect(all.filter(({ isAtDesk }) => !isAtDesk).map(({ code }) => code)).toEqual([
      '1.15',
      '3.2',
      '3.6',
      '7.3',
      '7.4',
      '8',
    ]);
  });
});
