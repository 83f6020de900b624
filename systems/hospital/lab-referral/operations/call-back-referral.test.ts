import type { Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReferralWorld, type ReferralWorld, VITAMIN } from '../stories/open-referral-world.ts';
import { callBackReferral } from './call-back-referral.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await openReferralWorld();
});
afterAll(() => world.hospital.close());

test('rút lại: có lý do, rút hai lần thì lần sau bị từ chối, việc khác thì không rút được', async () => {
  const technician = world.hospital.as('lab-technician');
  const [one] = await world.ordered([VITAMIN]);
  if (one === undefined) throw new Error('nothing ordered');
  const at = `Task/${(await world.referral(one.order))?.id}`;
  await expect(technician.call(callBackReferral, at, { reason: ' 12345 ' })).rejects.toMatchObject({
    code: 'lab-referral.reasonMissing',
  });
  const back = await technician.call<Task>(callBackReferral, at, { reason: 'Gửi nhầm nơi' });
  expect(back).toMatchObject({ status: 'cancelled', statusReason: { text: 'Gửi nhầm nơi' } });
  await expect(technician.call(callBackReferral, at, { reason: 'Gửi nhầm nơi' })).rejects.toMatchObject({
    code: 'lab-referral.notOpen',
  });
  const other = await world.hospital
    .as('tool')
    .store.create<Task>({ resourceType: 'Task', status: 'requested', intent: 'order' });
  await expect(
    technician.call(callBackReferral, `Task/${other.id}`, { reason: 'Không phải việc gửi mẫu' }),
  ).rejects.toMatchObject({ code: 'lab-referral.notAReferral' });
});
