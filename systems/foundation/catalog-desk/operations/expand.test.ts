import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ValueSet } from 'fhir/r4';
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

test('bác sĩ gõ mã hoặc chữ, thấy mã đang hiệu lực', async () => {
  const answer = await hospital
    .as('doctor')
    .call<ValueSet>('ValueSet/$expand', undefined, { url: `${system}?fhir_vs`, filter: 'i1' });
  expect(answer.expansion).toMatchObject({ total: 1, contains: [{ system, code: 'I10' }] });
});

test('mã hết hiệu lực không còn hôm nay, vẫn tra được cho lượt khám cũ', async () => {
  const doctor = hospital.as('doctor');
  expect(await doctor.call('CodeSystem/$validate-code', undefined, { url: system, code: 'J00' })).toMatchObject({
    result: false,
  });
  expect(
    await doctor.call('CodeSystem/$validate-code', undefined, { url: system, code: 'J00', date: '2026-02-28' }),
  ).toEqual({ result: true, display: 'Viêm mũi họng cấp' });
  await expect(doctor.call('CodeSystem/$lookup', undefined, { system, code: 'J00' })).rejects.toMatchObject({
    code: 'catalog-desk.unknownCode',
    status: 404,
  });
});

test('tra một mã cho biết các cờ của mã đó', async () => {
  const answer = await hospital.as('doctor').call('CodeSystem/$lookup', undefined, { system, code: 'I10' });
  expect(answer).toMatchObject({
    display: 'Bệnh tăng huyết áp vô căn (nguyên phát)',
    property: [{ code: 'longPrescription', value: 'true' }],
  });
});

test.each([0, 201])('trang %i dòng bị từ chối', async (count) => {
  await expect(hospital.as('doctor').call('ValueSet/$expand', undefined, { url: system, count })).rejects.toMatchObject(
    { code: 'catalog-desk.badPage' },
  );
});
