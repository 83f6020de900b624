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
  expect(answer).toMatchObject({ result: true, display: 'Bệnh tăng huyết áp vô căn (nguyên phát)' });
});

test('mã đã hết hiệu lực: sai cho hôm nay, đúng cho lượt khám cũ, có lời giải thích', async () => {
  const doctor = hospital.as('doctor');
  expect(await doctor.call('CodeSystem/$validate-code', undefined, { url: system, code: 'J00' })).toMatchObject({
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

test('tên viết khác dấu vẫn đúng, tên khác thì sai và nói tên đúng', async () => {
  const doctor = hospital.as('doctor');
  const ask = (display: string) =>
    doctor.call('CodeSystem/$validate-code', undefined, { coding: { system, code: 'I10', display } });
  expect(await ask('BENH TANG HUYET AP VO CAN (nguyen phat)')).toMatchObject({ result: true });
  expect(await ask('Cúm')).toMatchObject({
    result: false,
    code: 'I10',
    message: 'Tên “Cúm” không phải tên của mã I10; tên đúng là “Bệnh tăng huyết áp vô căn (nguyên phát)”.',
  });
});

test('thiếu hệ mã hay thiếu mã thì từ chối; hệ mã lạ thì nói là không có ở đây', async () => {
  const doctor = hospital.as('doctor');
  for (const input of [{ code: 'I10' }, { url: system }])
    await expect(doctor.call('CodeSystem/$validate-code', undefined, input)).rejects.toMatchObject({
      code: 'catalog-desk.noQuestion',
      status: 400,
    });
  expect(await doctor.call('CodeSystem/$validate-code', undefined, { url: 'urn:la', code: 'x' })).toMatchObject({
    result: false,
    message: 'Nơi này không có hệ mã urn:la.',
  });
});
