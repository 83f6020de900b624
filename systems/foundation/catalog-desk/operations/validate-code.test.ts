import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;
const system = codeSystems.icd10;

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk], {
    concepts: [
      {
        system,
        code: 'I10',
        display: 'Bệnh tăng huyết áp vô căn (nguyên phát)',
        properties: { longPrescription: true },
      },
      { system, code: 'J00', display: 'Viêm mũi họng cấp', validTo: '2026-02-28', properties: {} },
    ],
  });
});
afterAll(() => hospital.close());

test('mã đang hiệu lực thì đúng, kèm tên của mã', async () => {
  const answer = await hospital.as('doctor').call('CodeSystem/$validate-code', undefined, { url: system, code: 'I10' });
  expect(answer).toEqual({ result: true, display: 'Bệnh tăng huyết áp vô căn (nguyên phát)' });
});

test('mã đã hết hiệu lực: sai cho hôm nay, đúng cho lượt khám cũ, có lời giải thích', async () => {
  const doctor = hospital.as('doctor');
  expect(await doctor.call('CodeSystem/$validate-code', undefined, { url: system, code: 'J00' })).toEqual({
    result: false,
    message: 'Mã J00 không có trong danh mục vào ngày 2026-03-02.',
  });
  const before = { url: system, code: 'J00', date: '2026-02-28' };
  expect(await doctor.call('CodeSystem/$validate-code', undefined, before)).toMatchObject({ result: true });
});

test('ngày viết sai thì từ chối, không đoán', async () => {
  const answer = hospital
    .as('doctor')
    .call('CodeSystem/$validate-code', undefined, { url: system, code: 'I10', date: '2026-13-45' });
  await expect(answer).rejects.toMatchObject({ code: 'catalog-desk.badDate', status: 400 });
});
