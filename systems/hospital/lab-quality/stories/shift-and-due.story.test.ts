import { codeSystems } from '@lienmach/core';
import type { DetectedIssue, Device } from 'fhir/r4';
import { expect, test } from 'vitest';
import { MACHINE, openControlWorld } from './open-control-world.ts';

test('10-x giữ kết quả, gỡ được theo luật: khắc phục, hai lần đạt, không còn lệch một phía', async () => {
  const world = await openControlWorld();
  const { hospital } = world;
  const open = async (): Promise<DetectedIssue[]> =>
    hospital.as('lab-doctor').store.search('DetectedIssue', `_tag=${codeSystems.labHoldState}|open`);
  const press = (role: string, verb: string, id: string | undefined, input: object) =>
    hospital.as(role).call<DetectedIssue>(`DetectedIssue/$${verb}`, `DetectedIssue/${id}`, input);
  for (let day = 0; day < 10; day++) {
    await world.run('4,04');
    hospital.tick(24 * 60);
  }
  const [hold] = await open();
  expect(hold?.detail).toContain('10-x');
  // without a correction the next control still belongs to the shifted series
  expect(await world.run('4,03')).toMatchObject([{ state: 'rejected', rule: ['10-x'] }]);
  hospital.tick(10);
  const action = 'Chuẩn lại điện cực kali, thay dịch tham chiếu';
  await press('lab-technician', 'record-corrective-action', hold?.id, { action });
  hospital.tick(1);
  expect(await world.run('4,02')).toMatchObject([{ state: 'accepted' }]);
  await expect(press('lab-doctor', 'close-hold', hold?.id, { action })).rejects.toMatchObject({
    code: 'lab-quality.controlStillOut',
  });
  hospital.tick(30);
  expect(await world.run('3,99')).toMatchObject([{ state: 'accepted' }]);
  expect(await press('lab-doctor', 'close-hold', hold?.id, { action })).toMatchObject({ status: 'final' });
  expect(await open()).toEqual([]);
  await hospital.close();
});

test('qua nửa đêm: hiệu chuẩn, bảo trì có khai giữ và lô mở quá hạn giữ kết quả dù không ai chạy nội kiểm; làm lại không thêm', async () => {
  const { hospital } = await openControlWorld();
  const head = hospital.as('lab-head');
  const open = async () =>
    (await head.store.search('DetectedIssue', `_tag=${codeSystems.labHoldState}|open`))
      .map(({ code }) => code?.coding?.[0]?.code)
      .toSorted();
  const plan = { everyDays: 1, last: '2026-03-02' };
  const device = await head.call<Device>('Device/$save-instrument', undefined, {
    code: MACHINE,
    name: 'Máy sinh hóa 2',
    plan: [
      { ...plan, kind: 'calibration', title: 'Hiệu chuẩn ISE', indicator: ['K'] },
      { ...plan, kind: 'maintenance', title: 'Bảo trì ngày', indicator: [], holds: true },
      { ...plan, kind: 'maintenance', title: 'Lau máy', indicator: [] },
    ],
  });
  const lot = await hospital.as('lab-technician').call<{ id?: string }>('Substance/$receive-reagent', undefined, {
    instrument: MACHINE,
    reagent: 'K-ISE',
    name: 'Điện cực kali',
    lot: 'E1',
    expiry: '2026-12-31',
    quantity: 100,
    unit: 'test',
    onboardDays: 1,
    indicator: ['K'],
  });
  await hospital.as('lab-technician').call('Substance/$move-reagent', `Substance/${lot.id}`, { act: 'open' });
  await hospital.rounds();
  hospital.tick(24 * 60);
  await hospital.rounds();
  expect(await open()).toEqual([]); // the due day itself, half past seven
  hospital.tick(16 * 60 + 29);
  await hospital.rounds();
  expect(await open()).toEqual([]); // one minute before midnight
  hospital.tick(1);
  await hospital.rounds();
  await hospital.rounds();
  expect(await open()).toEqual(['calibration-due', 'lot-expired', 'maintenance-due']);
  const done = (title: string) =>
    hospital.as('lab-technician').call('Device/$record-service', `Device/${device.id}`, { plan: title, passed: true });
  await done('Bảo trì ngày');
  await done('Hiệu chuẩn ISE');
  await hospital.rounds();
  expect(await open()).toEqual(['lot-expired']);
  await hospital.close();
});
