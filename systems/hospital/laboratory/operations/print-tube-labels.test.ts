import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { orderTests } from './order-tests.ts';
import { printTubeLabels } from './print-tube-labels.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test('nhãn ống in ra PDF, dẫn về mẫu của nó', async () => {
  const { hospital, visit } = world;
  await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE] });
  const [tube] = await hospital.all('Specimen');
  const pdf = await hospital.as('lab-technician').call<Binary>(printTubeLabels, visit);
  expect(pdf).toMatchObject({
    contentType: 'application/pdf',
    securityContext: { reference: `Specimen/${tube?.id}` },
  });
});
