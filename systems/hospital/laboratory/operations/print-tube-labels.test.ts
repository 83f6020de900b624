import { identifierSystems } from '@lienmach/core';
import { pageIn } from '@lienmach/papers';
import type { Binary, ServiceRequest, Specimen } from 'fhir/r4';
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

test('lọ bệnh phẩm giải phẫu bệnh và mẫu cấy của lượt khám cũng có nhãn', async () => {
  const { hospital, visit, patient } = world;
  const { store } = hospital.as('tool');
  const subject = { reference: `Patient/${patient.id}` };
  for (const code of ['SP', 'MB']) {
    const identifier = [{ system: identifierSystems.specimenNumber, value: `26030200000${code}` }];
    const specimen = await store.create<Specimen>({ resourceType: 'Specimen', identifier, subject });
    await store.create<ServiceRequest>({
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      category: [{ coding: [{ code }] }],
      subject,
      encounter: { reference: visit },
      specimen: [{ reference: `Specimen/${specimen.id}` }],
    });
  }
  const page = pageIn(await hospital.as('nurse').call<Binary>(printTubeLabels, visit, { as: 'page' }));
  const codes = page.body.flatMap((block) => (block.kind === 'label' ? [block.barcode] : []));
  expect(codes).toEqual(expect.arrayContaining(['26030200000SP', '26030200000MB']));
  expect(codes).toHaveLength(3);
});
