import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
  await hospital.as('tool').store.update({ resourceType: 'Patient', id: 'kin', name: [{ text: 'Lý Thị Thử Kín' }] });
});
afterAll(() => hospital.close());

test('mở khẩn có lý do: có việc xem lại, có lời báo, lý do nằm trong sổ mở khẩn', async () => {
  const reason = 'Cấp cứu, người bệnh hôn mê, cần biết dị ứng';
  const { until } = await hospital
    .as('doctor')
    .call<{ until: string }>('Patient/$break-glass', 'Patient/kin', { reason });
  expect(Date.parse(until) - hospital.now().getTime()).toBe(3_600_000);
  expect(await hospital.all('Task')).toMatchObject([
    { status: 'requested', for: { reference: 'Patient/kin' }, requester: { reference: 'Practitioner/doctor' } },
  ]);
  const [told] = await hospital.all('Communication');
  expect(told?.about?.[0]?.reference).toMatch(/^Task\//);
  expect(JSON.stringify(told)).not.toContain('hôn mê');
  expect(await hospital.engines.openings.list(10)).toMatchObject([
    { who: 'Practitioner/doctor', patient: 'kin', reason, until: until.replace('.000', '') },
  ]);
});

test('không có lý do, mở quá lâu, người bệnh không có: không mở gì', async () => {
  const before = (await hospital.engines.openings.list(100)).length;
  const ask = (at: string, input: object) => hospital.as('nurse').call('Patient/$break-glass', at, input);
  await expect(ask('Patient/kin', { reason: '...' })).rejects.toMatchObject({ code: 'administration.reasonTooShort' });
  const reason = 'Cấp cứu, người bệnh hôn mê';
  await expect(ask('Patient/kin', { reason, minutes: 600 })).rejects.toMatchObject({
    code: 'administration.openingTooLong',
  });
  await expect(ask('Patient/khong-co', { reason })).rejects.toMatchObject({ status: 404 });
  expect(await hospital.engines.openings.list(100)).toHaveLength(before);
});
