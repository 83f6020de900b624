import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Location } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('administrator').call<Out>(name, undefined, input);

const mat = { name: 'Phòng khám Mắt', kind: 'exam-room', department: 'K30', examService: '02.1896', isActive: true };

beforeAll(async () => {
  hospital = await openTestHospital([administration], {
    concepts: [
      { system: codeSystems.services7603, code: '02.1896', display: 'Khám Nội', properties: { price: '50600' } },
    ],
  });
});
afterAll(() => hospital.close());

test('thêm phòng khám mới, đặt ngày dùng, rồi ngừng dùng', async () => {
  const made = await call<Location>('Location/$room-save', { ...mat, validFrom: '2026-04-01' });
  expect(made).toMatchObject({
    status: 'active',
    name: 'Phòng khám Mắt',
    managingOrganization: { reference: 'Organization/99001' },
  });
  const closed = await call<Location>('Location/$room-save', {
    ...mat,
    id: made.id,
    version: made.meta?.versionId,
    isActive: false,
  });
  expect(closed).toMatchObject({ id: made.id, status: 'inactive' });
  expect(JSON.stringify(closed)).not.toContain('2026-04-01');
});

test('hai người cùng sửa một phòng: người sau thấy bản của người trước', async () => {
  const made = await call<Location>('Location/$room-save', { ...mat, name: 'Phòng khám Mắt 2' });
  const version = made.meta?.versionId;
  await call('Location/$room-save', { ...mat, id: made.id, version, name: 'Mắt A' });
  const late = call('Location/$room-save', { ...mat, id: made.id, version, name: 'Mắt B' });
  await expect(late).rejects.toMatchObject({ status: 412 });
});

test('dịch vụ khám không có trong bảng giá hôm nay: từ chối', async () => {
  const refused = call('Location/$room-save', { ...mat, examService: '99.9999' });
  await expect(refused).rejects.toMatchObject({ code: 'administration.unknownService', status: 404 });
});
