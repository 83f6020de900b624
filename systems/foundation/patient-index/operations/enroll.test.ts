import { codeSystems, extensions, identifierSystems, identifierValue } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import type { Enrolled } from './enroll.ts';

const identity = '099090000123|990000001|Nguyễn Văn Ẩn|05091990|Nam|Xã Thử|10052021';
const typed = { name: 'Trần Thị Thử', birthDate: '02/03/1980', gender: 'female', phone: '0000 000 202' };
const insuranceNumber = 'GD4999901987654';

const commune = {
  system: codeSystems.commune,
  code: '99002',
  display: 'Xã Bến Thử',
  validFrom: '2025-07-01',
  properties: { parent: '99' },
};
let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([patientIndex], { concepts: [commune] });
});
afterEach(() => hospital.close());

const enrol = (input: object) => hospital.as('registrar').call<Enrolled>('Patient/$enroll', undefined, input);
const refusal = (code: string, status = 409) => expect.objectContaining({ code: `patient-index.${code}`, status });

const codesIn = ({ outcome }: Enrolled) => outcome?.issue.map(({ details }) => details?.coding?.[0]?.code);

describe('lập mã bệnh nhân', () => {
  test('lần đầu lập mới, lần sau tìm thấy, và điền thêm số BHXH vừa biết', async () => {
    const first = await enrol({ scan: [identity] });
    expect(first.created).toBe(true);
    expect(identifierValue(first.patient, identifierSystems.patientNumber)).toMatch(/^BN\.[0-9A-Z]{4}\.[0-9A-Z]{4}$/);
    const again = await enrol({ scan: [identity, insuranceNumber] });
    expect(again).toMatchObject({ created: false, patient: { id: first.patient.id } });
    expect(identifierValue(again.patient, identifierSystems.socialInsuranceNumber)).toBe('9901987654');
    expect(await hospital.all('Patient')).toHaveLength(1);
  });

  test('hai quầy cùng lập một người một lúc: chỉ có một hồ sơ', async () => {
    const both = await Promise.all([
      enrol({ scan: [identity] }),
      enrol({ scan: [identity] }),
      enrol({ scan: [identity] }),
    ]);
    expect(new Set(both.map(({ patient }) => patient.id)).size).toBe(1);
    expect(both.filter(({ created }) => created)).toHaveLength(1);
    expect(await hospital.all('Patient')).toHaveLength(1);
  });

  test('có vẻ trùng thì hỏi lại; xác nhận người mới thì lập; chọn hồ sơ cũ thì dùng', async () => {
    const { patient } = await enrol(typed);
    const alike = { ...typed, name: 'TRAN THI THU', birthDate: '03/02/1980' };
    await expect(enrol(alike)).rejects.toEqual(refusal('likelyDuplicate'));
    const chosen = await enrol({ ...alike, existing: patient.id, personalNumber: '099180000123' });
    expect(chosen).toMatchObject({ created: false, patient: { id: patient.id, birthDate: '1980-03-02' } });
    const confirmed = await enrol({ ...alike, confirmNew: true });
    expect(confirmed.created).toBe(true);
    expect(codesIn(confirmed)).toContain('patient-index.possibleDuplicate');
    expect(await hospital.all('Patient')).toHaveLength(2);
  });

  test('câu trả lời mất giữa đường, quầy gửi lại: vẫn một hồ sơ; người khác thì không dùng nhầm', async () => {
    const attempt = 'lan-luu-1';
    const first = await enrol({ ...typed, attempt });
    const again = await enrol({ ...typed, attempt });
    expect(again).toMatchObject({ created: true, patient: { id: first.patient.id } });
    expect(await hospital.all('Patient')).toHaveLength(1);
    const other = { name: 'Phạm Mẫu', birthDate: '1971', gender: 'male', attempt };
    await expect(enrol(other)).rejects.toEqual(refusal('numberInUse'));
  });

  test('địa chỉ ghi theo đơn vị cũ giữ nguyên chữ, xã mới ghi bằng mã, tỉnh suy ra từ xã', async () => {
    const address = 'Thôn 3, xã Bến Cũ, huyện Cũ';
    const { patient } = await enrol({ ...typed, address });
    expect(patient.address?.[0]).toEqual({ use: 'home', text: address, country: 'VN' });
    const again = await enrol({ ...typed, existing: patient.id, commune: '99002' });
    expect(again.patient.address?.[0]?.text).toBe(address);
    expect(again.patient.address?.[0]?.extension).toEqual([
      { url: extensions.province, valueCoding: { system: codeSystems.province, code: '99' } },
      {
        url: extensions.commune,
        valueCoding: { system: codeSystems.commune, code: '99002', display: 'Xã Bến Thử' },
      },
    ]);
    const strange = await enrol({ name: 'Lê Thử Xa', birthDate: '1970', gender: 'male', commune: '00000' });
    expect(strange.patient.address?.[0]?.extension?.[0]?.valueCoding?.code).toBe('00000');
  });

  test('sinh đôi cùng ngày, cùng điện thoại không bị gộp', async () => {
    const twin = { birthDate: '01/02/2026', gender: 'male', phone: '0000000303' };
    await enrol({ ...twin, name: 'Lê Thử Anh' });
    expect((await enrol({ ...twin, name: 'Lê Thử Em' })).created).toBe(true);
  });

  test('số định danh đang thuộc người khác thì dừng, kể cả khi xác nhận người mới', async () => {
    await enrol({ scan: [identity] });
    const wrong = { ...typed, personalNumber: '099090000123', confirmNew: true };
    await expect(enrol(wrong)).rejects.toEqual(refusal('numberInUse'));
  });

  test('số BHXH của người khác không làm lẫn hai hồ sơ', async () => {
    await enrol({ scan: [identity, insuranceNumber] });
    await expect(enrol({ ...typed, insuranceNumber, confirmNew: true })).rejects.toEqual(refusal('numberInUse'));
  });

  test('chọn nhầm hồ sơ: số trên giấy tờ đang thuộc người khác thì không ghi sang hồ sơ được chọn', async () => {
    const owner = await enrol({ scan: [identity, insuranceNumber] });
    const other = await enrol(typed);
    const existing = other.patient.id;
    await expect(enrol({ scan: [identity], existing })).rejects.toEqual(refusal('numberInUse'));
    await expect(enrol({ insuranceNumber, existing })).rejects.toEqual(refusal('numberInUse'));
    await expect(enrol({ insuranceNumber: 'GD4999901987655', existing: owner.patient.id })).rejects.toEqual(
      refusal('numberConflict'),
    );
    const { identifier } = await hospital.as('registrar').store.read('Patient', existing ?? '');
    expect(identifier).toHaveLength(1);
  });

  test('người đã có hồ sơ quét kèm thẻ của người khác: vẫn là họ, số BHXH lạ không vào hồ sơ, có nhắc', async () => {
    await enrol({ scan: [identity] });
    const name = Buffer.from('Lê Thị Khác', 'utf8').toString('hex');
    const card = `GD4999901987654|${name}|01/01/1950|2|-|99001|01/01/2026|-|01/01/2026|$`;
    const again = await enrol({ scan: [identity, card] });
    expect(again.created).toBe(false);
    expect(identifierValue(again.patient, identifierSystems.socialInsuranceNumber)).toBeUndefined();
    expect(codesIn(again)).toEqual(['patient-index.cardNameDiffers', 'patient-index.cardBirthDiffers']);
  });

  test('hai hồ sơ cùng chắc chắn thì báo phòng hồ sơ', async () => {
    const { patient } = await enrol({ scan: [identity] });
    const copy: Patient = { ...patient, id: undefined, meta: undefined };
    await hospital.as('records-clerk').store.create(copy);
    await expect(enrol({ scan: [identity] })).rejects.toEqual(refusal('severalCertain'));
  });

  test('hồ sơ đã gộp trỏ về hồ sơ còn dùng', async () => {
    const { patient } = await enrol({ scan: [identity] });
    const clerk = hospital.as('records-clerk').store;
    const copy: Patient = { ...patient, id: undefined, meta: undefined };
    const kept = await clerk.create({ ...copy, identifier: (copy.identifier ?? []).slice(0, 1) });
    await clerk.update({
      ...patient,
      active: false,
      link: [{ type: 'replaced-by', other: { reference: `Patient/${kept.id}` } }],
    });
    await expect(enrol({ scan: [identity], existing: patient.id })).rejects.toEqual(refusal('patientInactive', 422));
    const found = await enrol({ scan: [identity], existing: kept.id });
    expect(found.patient.id).toBe(kept.id);
  });

  test('hồ sơ được chọn mang số định danh khác thì dừng; hồ sơ không có thì báo', async () => {
    const { patient } = await enrol({ scan: [identity] });
    await expect(enrol({ ...typed, personalNumber: '099180000123', existing: patient.id })).rejects.toEqual(
      refusal('numberConflict'),
    );
    await expect(enrol({ ...typed, existing: 'khong-co' })).rejects.toMatchObject({ status: 404 });
  });

  test('thiếu gì báo hết một lần; ngày sinh ở tương lai thì dừng', async () => {
    await expect(enrol({})).rejects.toMatchObject({
      outcome: {
        issue: ['nameRequired', 'birthDateRequired', 'genderRequired'].map((code) => ({
          details: { coding: [{ code: `patient-index.${code}` }] },
        })),
      },
    });
    await expect(enrol({ ...typed, birthDate: '01/01/2100' })).rejects.toEqual(refusal('birthInFuture', 400));
  });

  test('nhập tay khác thẻ thì nhắc, vẫn lập', async () => {
    const written = await enrol({ scan: [identity], name: 'Nguyễn Văn Ẩn Danh' });
    expect(written.created).toBe(true);
    expect(codesIn(written)).toEqual(['patient-index.typedDiffers']);
  });

  test('hơn ba trăm người trùng tên, trùng năm sinh: chỉ so người trùng ngày', async () => {
    const namesake = (n: number): Patient => ({
      resourceType: 'Patient',
      active: true,
      name: [{ text: 'Trần Thị Thử' }],
      gender: 'female',
      birthDate: n === 0 ? '1980-02-03' : `1980-05-${String((n % 28) + 1).padStart(2, '0')}`,
      telecom: [{ system: 'phone', value: n === 0 ? '0000000202' : '0000000999' }],
    });
    await hospital.as('records-clerk').store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: Array.from({ length: 301 }, (_, n) => ({
        resource: namesake(n),
        request: { method: 'POST', url: 'Patient' },
      })),
    });
    await expect(enrol(typed)).rejects.toEqual(refusal('likelyDuplicate'));
    expect(codesIn(await enrol({ ...typed, confirmNew: true }))).toContain('patient-index.manyNamesakes');
  });
});
