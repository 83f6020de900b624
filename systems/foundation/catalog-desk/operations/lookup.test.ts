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

test('tra một mã cho biết tên và các cờ của mã đó', async () => {
  const answer = await hospital.as('doctor').call('CodeSystem/$lookup', undefined, { system, code: 'I10' });
  expect(answer).toEqual({
    name: system,
    display: 'Bệnh tăng huyết áp vô căn (nguyên phát)',
    property: [{ code: 'longPrescription', value: 'true' }],
  });
});

test('mã hết hiệu lực: hôm nay không còn, ngày cuối cùng của mã vẫn tra được', async () => {
  const doctor = hospital.as('doctor');
  await expect(doctor.call('CodeSystem/$lookup', undefined, { system, code: 'J00' })).rejects.toMatchObject({
    code: 'catalog-desk.unknownCode',
    status: 404,
  });
  const before = await doctor.call('CodeSystem/$lookup', undefined, { system, code: 'J00', date: '2026-02-28' });
  expect(before).toMatchObject({ display: 'Viêm mũi họng cấp', property: [] });
});

test('mã lạ, ngày viết sai: từ chối rõ ràng', async () => {
  const doctor = hospital.as('doctor');
  await expect(doctor.call('CodeSystem/$lookup', undefined, { system, code: 'Z99.99' })).rejects.toMatchObject({
    code: 'catalog-desk.unknownCode',
  });
  const badDay = doctor.call('CodeSystem/$lookup', undefined, { system, code: 'I10', date: '21/11/2026' });
  await expect(badDay).rejects.toMatchObject({ code: 'catalog-desk.badDate', status: 400 });
});

test('mã của hệ gửi vào bản ghi: phiên bản, tên khác, cha và con, thuộc tính đúng kiểu', async () => {
  await hospital.as('tool').store.create({
    resourceType: 'CodeSystem',
    url: 'urn:cay',
    version: '3',
    title: 'Cây thử',
    status: 'active',
    content: 'complete',
    concept: [
      {
        code: 'A',
        display: 'Gốc',
        designation: [{ language: 'en', value: 'Root' }],
        property: [{ code: 'bac', valueInteger: 1 }],
        concept: [{ code: 'A1', display: 'Ngọn' }],
      },
    ],
  });
  const doctor = hospital.as('doctor');
  expect(await doctor.call('CodeSystem/$lookup', undefined, { system: 'urn:cay', code: 'A' })).toMatchObject({
    name: 'Cây thử',
    version: '3',
    display: 'Gốc',
    designation: [{ language: 'en', value: 'Root' }],
    property: [
      { code: 'bac', value: { valueInteger: 1 } },
      { code: 'child', value: { valueCode: 'A1' } },
    ],
  });
  const child = { coding: { system: 'urn:cay', code: 'A1' }, property: ['parent'] };
  expect(await doctor.call('CodeSystem/$lookup', undefined, child)).toMatchObject({
    property: [{ code: 'parent', value: { valueCode: 'A' } }],
  });
  await expect(doctor.call('CodeSystem/$lookup', undefined, { system: 'urn:cay', code: 'Z' })).rejects.toMatchObject({
    code: 'terminology.unknownCode',
  });
});
