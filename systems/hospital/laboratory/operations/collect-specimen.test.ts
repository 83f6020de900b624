import { afterAll, beforeAll, expect, test } from 'vitest';
import { GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { collectSpecimen } from './collect-specimen.ts';
import { orderTests } from './order-tests.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test('điều dưỡng ghi giờ lấy mẫu một lần; không ghi giờ tương lai', async () => {
  const { hospital, visit } = world;
  const { specimen } = await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE] });
  const at = `Specimen/${specimen[0]?.id}`;
  const nurse = hospital.as('nurse');
  await expect(nurse.call(collectSpecimen, at, { at: '2026-03-02T08:00:00+07:00' })).rejects.toMatchObject({
    code: 'laboratory.collectedInFuture',
  });
  hospital.tick(5);
  expect(await nurse.call(collectSpecimen, at)).toMatchObject({
    collection: { collectedDateTime: '2026-03-02T07:35:00+07:00', collector: { reference: 'Practitioner/nurse' } },
  });
  await expect(nurse.call(collectSpecimen, at)).rejects.toMatchObject({
    code: 'laboratory.alreadyCollected',
    status: 409,
  });
});
