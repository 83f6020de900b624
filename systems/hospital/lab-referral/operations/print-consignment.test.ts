import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReferralWorld, type ReferralWorld, VITAMIN } from '../stories/open-referral-world.ts';
import { callBackReferral } from './call-back-referral.ts';
import { printConsignment } from './print-consignment.ts';
import { sendConsignment } from './send-consignment.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await openReferralWorld();
});
afterAll(() => world.hospital.close());

test('in phiếu gửi mẫu ra PDF; mẫu chưa gửi, hay cả chuyến đã rút, thì không có gì để in', async () => {
  const technician = world.hospital.as('lab-technician');
  const [one] = await world.ordered([VITAMIN]);
  if (one === undefined) throw new Error('nothing ordered');
  const at = `Task/${(await world.referral(one.order))?.id}`;
  const refused = { code: 'lab-referral.nothingToPrint' };
  await expect(technician.call(printConsignment, at, {})).rejects.toMatchObject(refused);
  await technician.call(sendConsignment, undefined, {
    laboratory: { reference: world.institute },
    task: [{ reference: at }],
    temperature: 'frozen',
  });
  const paper = await technician.call(printConsignment, at, {});
  expect(paper.contentType).toBe('application/pdf');
  expect(
    Buffer.from(paper.data ?? '', 'base64')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  await technician.call(callBackReferral, at, { reason: 'Ống vỡ dọc đường' });
  await expect(technician.call(printConsignment, at, {})).rejects.toMatchObject(refused);
});
