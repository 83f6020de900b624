import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test.each(['registrar', 'nurse', 'doctor', 'cashier', 'claims-clerk', 'administrator', 'integration'])(
  '%s không ghi được cuộc gọi báo',
  async (role) => {
    const pressed = world.hospital
      .as(role)
      .call('Task/$record-callback', 'Task/t1', { told: 'BS Thử', readBack: '6,8' });
    await expect(pressed).rejects.toMatchObject({ status: 403 });
  },
);
