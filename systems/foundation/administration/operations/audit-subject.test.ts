import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('administrator').call<Out>(name, undefined, input);

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
  await hospital.as('registrar').store.update({
    resourceType: 'Patient',
    id: 'an',
    identifier: [{ system: 'http://fhir.hl7.org.vn/core/sid/cccd', value: '099190000001' }],
    name: [{ text: 'Nguyễn Thị Ví Dụ' }],
  });
});
afterAll(() => hospital.close());

test('đúng số thì được mã hồ sơ để tìm nhật ký, không kèm gì về người bệnh', async () => {
  expect(await call('Patient/$audit-subject', { identifier: ' 099190000001 ' })).toEqual({ patient: 'Patient/an' });
});

test.each(['0991900000', '', '*'])('số không khớp hoàn toàn %o: không có ai', async (identifier) => {
  await expect(call('Patient/$audit-subject', { identifier })).rejects.toMatchObject({
    code: 'administration.unknownSubject',
    status: 404,
  });
});
