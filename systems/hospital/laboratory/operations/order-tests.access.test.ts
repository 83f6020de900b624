import { afterAll, beforeAll, expect, test } from 'vitest';
import { GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { orderTests } from './order-tests.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test.each(['registrar', 'nurse', 'lab-technician', 'lab-doctor', 'cashier', 'claims-clerk', 'integration'])(
  'vai trò %s không được chỉ định xét nghiệm',
  async (role) => {
    const call = world.hospital.as(role).call(orderTests, world.visit, { test: [GLUCOSE] });
    await expect(call).rejects.toMatchObject({ status: 403 });
    expect(await world.hospital.all('ServiceRequest')).toEqual([]);
  },
);
