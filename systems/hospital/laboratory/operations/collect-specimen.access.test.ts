import { afterAll, beforeAll, expect, test } from 'vitest';
import { GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { collectSpecimen } from './collect-specimen.ts';
import { orderTests } from './order-tests.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test('tiếp đón, thu ngân, giám định và máy không được ghi giờ lấy mẫu', async () => {
  const { hospital, visit } = world;
  const { specimen } = await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE] });
  for (const role of ['registrar', 'cashier', 'claims-clerk', 'integration']) {
    const call = hospital.as(role).call(collectSpecimen, `Specimen/${specimen[0]?.id}`);
    await expect(call, role).rejects.toMatchObject({ status: 403 });
  }
});
