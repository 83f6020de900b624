import {
  codeSystems,
  extensionCoding,
  extensions,
  identifierSystems,
  identifierValue,
  readCharge,
} from '@lienmach/core';
import type { Concept } from '@lienmach/terminology';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registration } from '../index.ts';
import type { OpenedVisit } from './open-visit.ts';

const exam: Concept = {
  system: codeSystems.services7603,
  code: '02.1896',
  display: 'Khám Nội',
  validFrom: '2026-01-01',
  validTo: '2026-03-02',
  properties: { price: '50600', unit: 'Lần', group: '13' },
};
const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
const qr = `GD4999901987654|${hex('Nguyễn Văn Ẩn')}|05/09/1990|1|-|99001|01/01/2026|31/12/2026|01/01/2026|$`;
const an: Patient = {
  resourceType: 'Patient',
  id: 'an',
  active: true,
  identifier: [{ system: identifierSystems.patientNumber, value: 'BN-1' }],
  name: [{ text: 'Nguyễn Văn Ẩn' }],
  gender: 'male',
  birthDate: '1990-09-05',
};
const binh: Patient = { ...an, id: 'binh', name: [{ text: 'Lê Thử Bình' }] };

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([registration], { concepts: [exam] });
  await hospital.as('registrar').store.update(an);
  await hospital.as('registrar').store.update(binh);
});
afterEach(() => hospital.close());

const open = (more: object = {}) =>
  hospital.as('registrar').call<OpenedVisit>('Encounter/$open-visit', undefined, {
    patient: { reference: 'Patient/an' },
    card: [{ scan: qr }],
    room: 'noi-1',
    reason: 'Đau đầu',
    ...more,
  });
const refusal = (code: string, status = 422) => expect.objectContaining({ code: `registration.${code}`, status });

describe('mở lượt khám', () => {
  test('thẻ đúng: có lượt khám, tài khoản, thẻ, số thứ tự và tiền khám', async () => {
    const visit = await open();
    expect(visit.ticket).toBe(1);
    expect(visit.outcome).toBeUndefined();
    const { encounter } = visit;
    expect(encounter).toMatchObject({
      status: 'arrived',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/an' },
      period: { start: '2026-03-02T07:30:00+07:00' },
      reasonCode: [{ text: 'Đau đầu' }],
      type: [{ coding: [{ system: codeSystems.encounterType, code: '01' }] }],
    });
    expect(identifierValue(encounter, identifierSystems.claimId)).toMatch(/^99001\.202603\.[0-9A-Z]{10}$/);
    expect(identifierValue(encounter, identifierSystems.queueNumber)).toBe('noi-1-20260302-001');
    expect(extensionCoding(encounter, extensions.entitlement)?.code).toBe('1.1');
    const [coverage] = await hospital.all('Coverage');
    expect(visit.account.coverage).toEqual([{ coverage: { reference: `Coverage/${coverage?.id}` }, priority: 1 }]);
    expect(readCharge(visit.charge)).toMatchObject({
      code: '02.1896',
      name: 'Khám Nội',
      costGroup: '13',
      department: 'K01',
      hospitalUnitPrice: 50_600_000n,
      encounter: { reference: `Encounter/${encounter.id}` },
      account: { reference: `Account/${visit.account.id}` },
    });
    const [task] = await hospital.all('Task');
    expect(task).toMatchObject({ status: 'requested', focus: { reference: `Encounter/${encounter.id}` } });
  });

  test('nhiều quầy cùng lúc: mỗi người một số, không trùng, không thiếu', async () => {
    const store = hospital.as('registrar').store;
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        store.create<Patient>({ ...an, id: undefined, name: [{ text: `Người Thử ${'ABCDEFGH'[n]}` }] }),
      ),
    );
    const visits = await Promise.all(
      people.map((person) => open({ patient: { reference: `Patient/${person.id}` }, card: [] })),
    );
    expect(visits.map(({ ticket }) => ticket).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await hospital.all('Encounter')).toHaveLength(8);
  });

  test('phòng khác đếm riêng; bấm hai lần ở một phòng chỉ có một lượt', async () => {
    await open();
    expect((await open({ room: 'noi-2' })).ticket).toBe(1);
    await expect(open()).rejects.toEqual(refusal('visitAlreadyOpen', 409));
    expect(await hospital.all('Coverage')).toHaveLength(1);
  });

  test('bấm hai lần cùng lúc: một lượt khám, một tài khoản, một tiền khám', async () => {
    const both = await Promise.allSettled([open(), open(), open()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of both) {
      if (one.status === 'rejected') expect(one.reason).toEqual(refusal('visitAlreadyOpen', 409));
    }
    for (const type of ['Encounter', 'Account', 'ChargeItem'] as const) {
      expect(await hospital.all(type)).toHaveLength(1);
    }
  });

  test('khám xong, chiều quay lại đúng phòng ấy: lượt mới, tài khoản mới', async () => {
    const first = await open();
    await hospital.as('doctor').store.update({ ...first.encounter, status: 'finished' });
    const second = await open();
    expect(second.account.id).not.toBe(first.account.id);
    expect(second.account).toMatchObject({ status: 'active' });
  });

  test('không có thẻ: không có Coverage, người bệnh tự trả', async () => {
    const visit = await open({ card: [] });
    expect(visit.account.coverage).toBeUndefined();
    expect(extensionCoding(visit.encounter, extensions.entitlement)?.code).toBe('9');
    expect(await hospital.all('Coverage')).toHaveLength(0);
  });

  test('cấp cứu, chuyển tuyến ghi đúng chỗ', async () => {
    const visit = await open({
      priority: 'emergency',
      card: [{ scan: qr, registeredAt: '99002' }],
      referral: { from: '99002', number: 'CT-1' },
    });
    expect(visit.encounter).toMatchObject({
      class: { code: 'EMER' },
      hospitalization: { origin: { identifier: { value: '99002' } }, preAdmissionIdentifier: { value: 'CT-1' } },
    });
    expect(extensionCoding(visit.encounter, extensions.entitlement)?.code).toBe('2');
    expect((await hospital.all('Task'))[0]?.priority).toBe('stat');
  });

  test('nơi chuyển không phải mã cơ sở: báo đúng ô, không mở lượt', async () => {
    await expect(open({ referral: { from: 'Trạm Y tế Thử' } })).rejects.toMatchObject({
      outcome: { issue: [{ expression: ['referral.from'] }] },
    });
    expect(await hospital.all('Encounter')).toHaveLength(0);
  });

  test('trái nơi đăng ký: xếp theo cấp của cơ sở, chưa biết cấp thì hỏi', async () => {
    const elsewhere = { card: [{ scan: qr, registeredAt: '99002' }] };
    await expect(open(elsewhere)).rejects.toEqual(refusal('entitlementUnclear'));
    const desk = hospital.as('administrator').store;
    const own = await desk.read('Organization', '99001');
    await desk.update({
      ...own,
      extension: [
        {
          url: extensions.facilityCareLevel,
          valueCodeableConcept: { coding: [{ system: codeSystems.facilityLevel, code: 'basic' }] },
        },
        {
          url: extensions.facilityStanding,
          extension: [
            { url: 'points', valueDecimal: 45 },
            { url: 'formerTier', valueCode: 'district' },
          ],
        },
      ],
    });
    expect(extensionCoding((await open(elsewhere)).encounter, extensions.entitlement)?.code).toBe('1.12');
    await expect(open({ room: 'noi-2', entitlement: '99' })).rejects.toEqual(refusal('unknownEntitlement'));
  });
});

describe('từ chối ở quầy, không ghi dở gì', () => {
  test.each([
    ['thẻ của người khác', { patient: { reference: 'Patient/binh' } }, 'cardOfAnotherPerson', 422],
    ['thẻ hết hạn', { card: [{ scan: qr, validTo: '2026-03-01' }] }, 'cardExpired', 422],
    ['thẻ chưa có giá trị', { card: [{ scan: qr, validFrom: '2026-03-03' }] }, 'cardNotYetValid', 422],
    ['ngày thẻ đảo ngược', { card: [{ scan: qr, validTo: '2025-01-01' }] }, 'cardPeriodReversed', 400],
    ['thẻ trống', { card: [{}] }, 'cardMissing', 400],
    ['quét nhầm mã', { card: [{ scan: 'BN-1' }] }, 'notACard', 400],
    ['hai thẻ khác nhau', { card: [{ scan: '9901987654', number: '9901987655' }] }, 'cardNumbersDiffer', 409],
    ['phòng không có', { room: 'phong-la' }, 'unknownRoom', 400],
    ['không phải phòng khám', { room: 'thu-ngan' }, 'unknownRoom', 400],
    ['không ghi lý do', { reason: '  ' }, 'reasonRequired', 400],
  ])('%s', async (_, more, code, status) => {
    await expect(open(more)).rejects.toEqual(refusal(code, status));
    expect(await hospital.all('Encounter')).toHaveLength(0);
    expect(await hospital.all('Task')).toHaveLength(0);
    expect(await hospital.all('Coverage')).toHaveLength(0);
  });

  test('giá hết hiệu lực từ hôm qua thì dừng', async () => {
    hospital.tick(24 * 60);
    await expect(open()).rejects.toEqual(refusal('priceNotInForce'));
  });

  test('dịch vụ có trong danh mục nhưng chưa có giá cũng dừng', async () => {
    const unpriced = await openTestHospital([registration], { concepts: [{ ...exam, properties: {} }] });
    await unpriced.as('registrar').store.update(an);
    await expect(
      unpriced.as('registrar').call('Encounter/$open-visit', undefined, {
        patient: { reference: 'Patient/an' },
        room: 'noi-1',
        reason: 'Sốt',
      }),
    ).rejects.toEqual(refusal('priceNotInForce'));
    await unpriced.close();
  });

  test('phòng chưa khai dịch vụ khám', async () => {
    const bare = await openTestHospital([registration], {
      site: { units: [{ id: 'noi-1', name: 'Phòng Thử', department: 'K01', kind: 'exam-room' }] },
    });
    await bare.as('registrar').store.update(an);
    await expect(
      bare.as('registrar').call('Encounter/$open-visit', undefined, {
        patient: { reference: 'Patient/an' },
        room: 'noi-1',
        reason: 'Sốt',
      }),
    ).rejects.toEqual(refusal('roomHasNoExam'));
    await bare.close();
  });

  test('người bệnh không có, hoặc hồ sơ đã ngừng', async () => {
    await expect(open({ patient: { reference: 'Patient/khong-co' } })).rejects.toMatchObject({ status: 404 });
    await hospital.as('registrar').store.update({ ...an, active: false });
    await expect(open()).rejects.toEqual(refusal('patientInactive'));
  });

  test('hết số thứ tự thì báo thử lại', async () => {
    const store = hospital.as('registrar').store;
    await store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: Array.from({ length: 300 }, (_, n) => ({
        resource: {
          resourceType: 'Task' as const,
          status: 'draft' as const,
          intent: 'order' as const,
          identifier: [
            { system: identifierSystems.queueNumber, value: `noi-1-20260302-${String(n + 1).padStart(3, '0')}` },
          ],
        },
        request: { method: 'POST' as const, url: 'Task' },
      })),
    });
    await expect(open()).rejects.toEqual(refusal('queueFull', 503));
  });

  test('câu trả lời mất giữa đường, quầy gửi lại: cùng lượt khám, cùng số; lần lưu khác thì là lượt khác', async () => {
    const first = await open({ attempt: 'lan-1' });
    const again = await open({ attempt: 'lan-1' });
    expect(again).toMatchObject({
      ticket: first.ticket,
      encounter: { id: first.encounter.id },
      account: { id: first.account.id },
      charge: { id: first.charge.id },
    });
    expect(await hospital.all('Encounter')).toHaveLength(1);
    await expect(open({ attempt: 'lan-2' })).rejects.toEqual(refusal('visitAlreadyOpen', 409));
  });

  test('bấm hai lần cùng lúc với cùng một lần lưu: một lượt khám', async () => {
    const both = await Promise.allSettled([open({ attempt: 'lan-3' }), open({ attempt: 'lan-3' })]);
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await hospital.all('Encounter')).toHaveLength(1);
    expect((await open({ attempt: 'lan-3' })).encounter.id).toBe((await hospital.all('Encounter'))[0]?.id);
  });

  test('mức ưu tiên lạ thì từ chối; ưu tiên ghi đúng vào lượt khám', async () => {
    await expect(open({ priority: 'urgent' })).rejects.toEqual(refusal('unknownPriority', 400));
    const { encounter } = await open({ priority: 'priority' });
    expect(encounter.priority?.coding?.[0]?.code).toBe('UR');
  });
});
