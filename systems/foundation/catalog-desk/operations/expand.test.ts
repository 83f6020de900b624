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
  const doctor = hospital.as('doctor');
  for (const filter of ['i1', 'tăng huyết áp']) {
    const answer = await doctor.call<ValueSet>('ValueSet/$expand', undefined, { url: `${system}?fhir_vs`, filter });
    expect(answer.expansion).toMatchObject({ total: 1, contains: [{ system, code: 'I10' }] });
  }
});

test('mã hết hiệu lực không còn hôm nay, vẫn tìm thấy cho lượt khám cũ', async () => {
  const doctor = hospital.as('doctor');
  const today = await doctor.call<ValueSet>('ValueSet/$expand', undefined, { url: system, filter: 'J00' });
  expect(today.expansion).toMatchObject({ total: 0, contains: [] });
  const lastMonth = { url: system, filter: 'J00', date: '2026-02-28' };
  const before = await doctor.call<ValueSet>('ValueSet/$expand', undefined, lastMonth);
  expect(before.expansion).toMatchObject({ total: 1, contains: [{ code: 'J00' }] });
});

test('sang trang: bỏ qua dòng đã xem, tổng không đổi', async () => {
  const page = { url: system, date: '2026-02-28', count: 1, offset: 1 };
  const answer = await hospital.as('doctor').call<ValueSet>('ValueSet/$expand', undefined, page);
  expect(answer.expansion).toMatchObject({ total: 2, offset: 1, contains: [{ code: 'J00' }] });
});

test.each([{ count: 0 }, { count: 201 }, { offset: -1 }])('trang không hợp lệ %o bị từ chối', async (page) => {
  const answer = hospital.as('doctor').call('ValueSet/$expand', undefined, { url: system, ...page });
  await expect(answer).rejects.toMatchObject({ code: 'catalog-desk.badPage', status: 400 });
});
