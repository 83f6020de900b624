import { codeSystems, identifierSystems, readCharge } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter, MedicationRequest } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prescribing } from '../index.ts';
import { PRESCRIPTION_CODE } from '../rules/prescription-code.ts';
import { formulary, seatPatient } from '../stories/visit-for-tests.ts';
import type { Prescribed } from './prescribe.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([prescribing], { concepts: formulary });
});
afterAll(() => hospital.close());

const amlodipin = { drug: 'AML5', morning: '1', days: 28, timing: 'sau ăn' };
const prescribe = (at: string, input: object) =>
  hospital.as('doctor').call<Prescribed>('Encounter/$prescribe', at, input);
const codesOf = (input: object, at: string) =>
  prescribe(at, input).then(
    () => [],
    (thrown) =>
      thrown.outcome.issue.map((issue: { details: { coding: { code: string }[] } }) => issue.details.coding[0]?.code),
  );

describe('kê đơn', () => {
  test('bấm kê đơn hai lần cùng lúc: chỉ một đơn, một dòng chi phí', async () => {
    const { encounter } = await seatPatient(hospital);
    const both = await Promise.allSettled([1, 2].map(() => prescribe(encounter, { line: [amlodipin] })));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { outcome: { issue: [{}, { details: { coding: [{ code: 'prescribing.alreadyPrescribed' }] } }] } },
    });
    expect(await hospital.as('doctor').store.search('ChargeItem', `context=${encounter}`)).toHaveLength(1);
  });

  test('đường dùng lạ thì không kê, không tự ghi tên đường dùng khác', async () => {
    const { encounter } = await seatPatient(hospital);
    expect(await codesOf({ line: [{ ...amlodipin, route: '9.99' }] }, encounter)).toEqual(['prescribing.unknownRoute']);
  });

  test('đơn có mã quốc gia, mỗi dòng một y lệnh và một dòng chi phí, hiệu lực 5 ngày', async () => {
    const { encounter, patient } = await seatPatient(hospital);
    const { prescription } = await prescribe(encounter, { line: [amlodipin], advice: 'Ăn nhạt.' });
    expect(prescription).toHaveLength(1);
    const [first] = prescription;
    expect(first).toMatchObject({ type: 'C', validUntil: '2026-03-07' });
    expect(first?.code).toMatch(PRESCRIPTION_CODE);
    expect(first?.code).toMatch(/^99001/);

    const request = await hospital.as('doctor').store.follow('MedicationRequest', first?.request[0]);
    expect(request).toMatchObject({
      status: 'active',
      groupIdentifier: { system: identifierSystems.nationalPrescription, value: first?.code },
      requester: { reference: 'Practitioner/doctor' },
      medicationCodeableConcept: { text: 'Amlodipin 5 mg (Amlor)' },
      dosageInstruction: [
        {
          text: '1 viên/lần * 1 lần/ngày * 28 ngày [28]',
          patientInstruction: 'Sáng 1 viên, sau ăn',
          route: { coding: [{ system: codeSystems.route, code: '1.01' }] },
          timing: { repeat: { when: ['MORN'] } },
        },
      ],
      dispenseRequest: { quantity: { value: 28, unit: 'Viên' }, expectedSupplyDuration: { value: 28 } },
    });

    const [item] = await hospital.as('doctor').store.search('ChargeItem', `context=${encounter}`);
    expect(item && readCharge(item)).toMatchObject({
      kind: 'drug',
      code: '40.491',
      quantity: 28_000n,
      hospitalUnitPrice: 1_250_500n,
      costGroup: '4',
      scope: '1',
      paymentRatio: 10_000,
      department: 'K01',
      tender: '9901/QĐ-VD.00;G1;N2;2025',
      patient: { reference: patient },
      supportingInformation: [{ reference: `MedicationRequest/${request.id}` }],
    });
  });

  test('thuốc thường, hướng thần và gây nghiện trong một lần kê tự tách thành ba đơn', async () => {
    const { encounter } = await seatPatient(hospital);
    const { prescription } = await prescribe(encounter, {
      line: [amlodipin, { drug: 'MORF', evening: '1', days: 7 }, { drug: 'DIAZ', evening: '1/2', days: 10 }],
    });
    expect(prescription.map(({ type, code }) => [type, code.slice(-2)])).toEqual([
      ['C', '-C'],
      ['N', '-N'],
      ['H', '-H'],
    ]);
  });

  test('thuốc nhỏ mắt tính liều bằng giọt: số lọ do bác sĩ ghi, ngoài danh mục BHYT', async () => {
    const { encounter } = await seatPatient(hospital);
    const line = { drug: 'EYE', morning: '1', noon: '1', evening: '1', doseUnit: 'Giọt', days: 5, quantity: 1 };
    const { prescription } = await prescribe(encounter, { line: [line] });
    const request = await hospital.as('doctor').store.follow('MedicationRequest', prescription[0]?.request[0]);
    expect(request.dosageInstruction?.[0]?.text).toBe('1 giọt/lần * 3 lần/ngày * 5 ngày [1]');
    const [item] = await hospital.as('doctor').store.search('ChargeItem', `context=${encounter}`);
    expect(item && readCharge(item).scope).toBe('2');
  });

  test('kê lại để sửa: đơn mới có mã mới, đơn cũ bị hủy và dòng chi phí cũ không còn tính', async () => {
    const { encounter } = await seatPatient(hospital);
    const first = await prescribe(encounter, { line: [amlodipin] });
    const old = first.prescription[0]?.code ?? '';
    expect(await codesOf({ line: [amlodipin] }, encounter)).toEqual([
      'prescribing.alreadyTaking',
      'prescribing.alreadyPrescribed',
    ]);
    const second = await prescribe(encounter, { line: [{ ...amlodipin, days: 14 }], replaces: [old] });
    expect(second.prescription[0]?.code).not.toBe(old);
    const requests = await hospital.as('doctor').store.search('MedicationRequest', `encounter=${encounter}`);
    expect(requests.map((one) => [one.groupIdentifier?.value === old, one.status]).sort()).toEqual([
      [false, 'active'],
      [true, 'cancelled'],
    ]);
    const items = await hospital.as('doctor').store.search('ChargeItem', `context=${encounter}`);
    expect(items.map((item) => item.status).sort()).toEqual(['aborted', 'billable']);
    expect(await codesOf({ line: [amlodipin], replaces: [old] }, encounter)).toContain('prescribing.notReplaceable');
  });

  test('đơn đã thu tiền thì không thay được trước khi hoàn tiền', async () => {
    const { encounter } = await seatPatient(hospital);
    const { prescription } = await prescribe(encounter, { line: [amlodipin] });
    const [item] = await hospital.as('tool').store.search('ChargeItem', `context=${encounter}`);
    if (item !== undefined) await hospital.as('tool').store.update({ ...item, status: 'billed' });
    expect(await codesOf({ line: [amlodipin], replaces: [prescription[0]?.code] }, encounter)).toEqual([
      'prescribing.alreadyPaid',
    ]);
  });

  test('mã đơn đã có người dùng thì bốc mã khác; năm lần đều trùng thì báo thử lại', async () => {
    const { encounter } = await seatPatient(hospital);
    const stuck = { ...hospital.host.options, randomBytes: (count: number) => new Uint8Array(count) };
    const { Host } = await import('@lienmach/system-kit');
    const doctor = { reference: 'Practitioner/doctor', display: 'doctor', roles: ['doctor'], client: 'test' };
    const host = new Host(stuck);
    const first = await host.call<Prescribed>(doctor, 'Encounter/$prescribe', encounter, { line: [amlodipin] });
    expect(first.prescription[0]?.code).toBe('990010000000-C');
    const other = await seatPatient(hospital);
    await expect(
      host.call(doctor, 'Encounter/$prescribe', other.encounter, { line: [amlodipin] }),
    ).rejects.toMatchObject({
      code: 'prescribing.noFreeCode',
      status: 503,
    });
  });
});

describe('những gì bị chặn', () => {
  test('dị ứng Amoxicilin đã ghi thì Amoxicilin bị chặn, không có lý do nào bỏ qua được', async () => {
    const { encounter, patient } = await seatPatient(hospital);
    await hospital.as('nurse').call('Patient/$record-allergy', patient, { ingredient: '40.154', reaction: 'Phản vệ' });
    const line = [{ drug: 'AMOX', morning: '1', evening: '1', days: 5 }];
    expect(await codesOf({ line }, encounter)).toEqual(['prescribing.allergy']);
    const override = [{ rule: 'allergy', reason: 'Người bệnh muốn dùng' }];
    expect(await codesOf({ line, override }, encounter)).toEqual(['prescribing.allergy', 'prescribing.notOverridable']);
    expect(await hospital.as('doctor').store.search('MedicationRequest', `encounter=${encounter}`)).toEqual([]);
  });

  test('trùng hoạt chất: có lý do thì kê được, lý do được giữ lại', async () => {
    const { encounter, patient } = await seatPatient(hospital);
    const line = [amlodipin, { ...amlodipin, morning: '', evening: '1/2' }];
    expect(await codesOf({ line }, encounter)).toEqual(['prescribing.sameIngredientTwice']);
    const reason = 'Chỉnh liều theo huyết áp buổi tối';
    await prescribe(encounter, { line, override: [{ rule: 'sameIngredientTwice', reason }] });
    const [issue] = await hospital.as('doctor').store.search('DetectedIssue', `patient=${patient}`);
    expect(issue).toMatchObject({
      code: { coding: [{ code: 'sameIngredientTwice' }, { code: 'DUPTHPY' }] },
      mitigation: [{ action: { text: reason }, author: { reference: 'Practitioner/doctor' } }],
    });
    expect(issue?.implicated?.[0]?.reference).toMatch(/^MedicationRequest\//);
  });

  test('tất cả điều vướng được nói cùng lúc, kèm chỗ cần sửa', async () => {
    const { encounter } = await seatPatient(hospital, { icd10: 'J06.9', birthDate: '2023-03-02' });
    const line = [
      { ...amlodipin, days: 60 },
      { drug: 'SUP', morning: '1', days: 1 },
      { drug: 'AMOX', days: 5 },
    ];
    expect(await codesOf({ line }, encounter)).toEqual([
      'prescribing.childWithoutWeight',
      'prescribing.childWithoutAdult',
      'prescribing.tooManyDays',
      'prescribing.supplement',
      'prescribing.noDose',
    ]);
  });

  test('cân nặng và người đưa trẻ ghi cùng đơn thì được lưu', async () => {
    const { encounter, patient } = await seatPatient(hospital, { birthDate: '2023-03-02' });
    await prescribe(encounter, { line: [amlodipin], weight: 14.5, guardian: 'Trần Thị Bưởi' });
    const [weight] = await hospital.as('doctor').store.search('Observation', `encounter=${encounter}`);
    expect(weight?.valueQuantity).toMatchObject({ value: 14.5, code: 'kg' });
    const [adult] = await hospital.as('doctor').store.search('RelatedPerson', `patient=${patient}`);
    expect(adult?.name?.[0]?.text).toBe('Trần Thị Bưởi');
  });

  test.each([
    ['thuốc không có trong danh mục', [{ drug: 'KHONG', morning: '1', days: 1 }], 'unknownDrug'],
    ['thuốc hết thầu hôm qua', [{ drug: 'OLD', morning: '1', days: 1 }], 'unknownDrug'],
    ['danh mục thiếu đơn vị tính', [{ drug: 'BROKEN', morning: '1', days: 1 }], 'incompleteDrug'],
    ['liều không đọc được', [{ drug: 'AML5', morning: 'một', days: 1 }], 'badDose'],
    ['số ngày bằng 0', [{ drug: 'AML5', morning: '1', days: 0 }], 'badDays'],
    ['số lượng bằng 0', [{ drug: 'AML5', morning: '1', days: 1, quantity: 0 }], 'badQuantity'],
    ['tính bằng giọt mà không ghi số lọ', [{ drug: 'EYE', morning: '1', doseUnit: 'Giọt', days: 1 }], 'badQuantity'],
    ['số lượng khác liều × ngày', [{ drug: 'AML5', morning: '1', days: 5, quantity: 30 }], 'quantityDiffers'],
  ])('%s', async (_, line, code) => {
    const { encounter } = await seatPatient(hospital);
    expect(await codesOf({ line }, encounter)).toEqual([`prescribing.${code}`]);
  });

  test('không có dòng thuốc nào', async () => {
    const { encounter } = await seatPatient(hospital);
    expect(await codesOf({ line: [] }, encounter)).toEqual(['system-kit.missingParameter']);
  });

  test('chưa có chẩn đoán bệnh chính, hoặc lượt khám đã kết thúc', async () => {
    const { store } = hospital.as('tool');
    const open = await seatPatient(hospital);
    const { diagnosis: _, ...bare } = await store.read('Encounter', open.encounter.slice('Encounter/'.length));
    await store.update<Encounter>(bare);
    expect(await codesOf({ line: [amlodipin] }, open.encounter)).toEqual(['prescribing.noMainDiagnosis']);
    const closed = await seatPatient(hospital, { status: 'finished' });
    expect(await codesOf({ line: [amlodipin] }, closed.encounter)).toEqual(['prescribing.visitClosed']);
  });

  test('cơ sở không có giường không kê được thuốc gây nghiện', async () => {
    const station = await openTestHospital([prescribing], {
      concepts: formulary,
      site: { facility: { ...hospital.site.facility, hasBeds: false } },
    });
    const { encounter } = await seatPatient(station);
    const line = [{ drug: 'MORF', evening: '1', days: 7 }];
    await expect(station.as('doctor').call('Encounter/$prescribe', encounter, { line })).rejects.toMatchObject({
      code: 'prescribing.narcoticWithoutBeds',
    });
    await station.close();
  });

  test('đơn đã cấp mã không sửa được nội dung, không xóa được; trạng thái thì đổi được', async () => {
    const { encounter } = await seatPatient(hospital);
    const { prescription } = await prescribe(encounter, { line: [amlodipin] });
    const { store } = hospital.as('tool');
    const request = await store.follow('MedicationRequest', prescription[0]?.request[0]);
    await expect(store.update<MedicationRequest>({ ...request, note: [{ text: 'Thêm sau' }] })).rejects.toMatchObject({
      code: 'prescribing.issuedPrescription',
    });
    await expect(store.delete('MedicationRequest', request.id ?? '')).rejects.toMatchObject({
      code: 'prescribing.issuedPrescription',
    });
    await expect(store.update({ ...request, status: 'completed' })).resolves.toMatchObject({ status: 'completed' });
  });
});
