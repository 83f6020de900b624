import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';
import type { Enrolled } from './enroll.ts';
import type { Identified } from './identify.ts';

const identity = '099090000123|990000001|Nguyễn Văn Ẩn|05091990|Nam|Xã Thử|10052021';
const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
const insurance = `GD4999901987654|${hex('Nguyễn Văn Ẩn')}|05/09/1990|1|-|99001|01/01/2026|31/12/2026|01/01/2026|$`;

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterAll(() => hospital.close());

test('người mới: thẻ được đọc, chưa có hồ sơ nào giống', async () => {
  const desk = hospital.as('registrar');
  const found = await desk.call<Identified>('Patient/$identify', undefined, { scan: [identity, insurance] });
  expect(found.draft.name?.[0]?.text).toBe('Nguyễn Văn Ẩn');
  expect(found.card).toEqual({
    number: 'GD4999901987654',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    registeredAt: '99001',
  });
  expect(found.candidate).toEqual([]);
});

test('người đã có: nhận ra qua số định danh, qua tên không dấu và năm sinh', async () => {
  const desk = hospital.as('registrar');
  const { patient } = await desk.call<Enrolled>('Patient/$enroll', undefined, { scan: [identity, insurance] });
  const byCard = await desk.call<Identified>('Patient/$identify', undefined, { scan: [identity] });
  expect(byCard.candidate).toMatchObject([{ grade: 'certain', patient: { id: patient.id } }]);
  for (const birthDate of ['05/09/1990', '09/05/1990', '1990']) {
    const byName = await desk.call<Identified>('Patient/$identify', undefined, { name: 'NGUYEN VAN AN', birthDate });
    expect(byName.candidate).toMatchObject([{ grade: 'possible', patient: { id: patient.id } }]);
  }
});

test('không quét, không nhập gì thì hỏi lại; thẻ bị cắt thì báo', async () => {
  const desk = hospital.as('registrar');
  await expect(desk.call('Patient/$identify', undefined, { name: 'Nguyễn Văn Ẩn' })).rejects.toMatchObject({
    code: 'patient-index.nothingToIdentify',
    status: 400,
  });
  await expect(desk.call('Patient/$identify', undefined, { scan: [identity.slice(0, 40)] })).rejects.toMatchObject({
    code: 'core.identityQrUnreadable',
  });
});
