import { pageIn } from '@lienmach/papers';
import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BLOOD_COUNT, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { orderTests } from './order-tests.ts';
import { printOrderSlip } from './print-order-slip.ts';
import { printResults } from './print-results.ts';
import { printTubeLabels } from './print-tube-labels.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test('chưa chỉ định gì thì không có phiếu, nhãn hay kết quả để in', async () => {
  const { hospital, visit } = world;
  for (const operation of [printOrderSlip, printTubeLabels, printResults]) {
    await expect(hospital.as('nurse').call(operation, visit)).rejects.toMatchObject({
      code: 'laboratory.nothingToPrint',
      status: 404,
    });
  }
});

test('phiếu chỉ định in lần chỉ định sau cùng; mỗi ống một nhãn; chưa duyệt thì chưa in kết quả', async () => {
  const { hospital, visit } = world;
  const doctor = hospital.as('doctor');
  await doctor.call(orderTests, visit, { test: [GLUCOSE] });
  await doctor.call(orderTests, visit, { test: [BLOOD_COUNT], urgent: true });
  const slip = pageIn(await doctor.call<Binary>(printOrderSlip, visit, { as: 'page' }));
  const table = slip.body.find(({ kind }) => kind === 'table');
  expect(table).toMatchObject({
    kind: 'table',
    rows: [['1', expect.stringContaining('tế bào máu'), 'Máu toàn phần', expect.any(String)]],
  });
  expect(JSON.stringify(slip.subtitle)).toContain('KHẨN');
  const labels = pageIn(await hospital.as('nurse').call<Binary>(printTubeLabels, visit, { as: 'page' }));
  expect(labels.body).toHaveLength(2);
  expect(labels.body[0]).toMatchObject({ kind: 'label', below: expect.stringContaining('chưa lấy · ống 1/2') });
  await expect(hospital.as('lab-doctor').call(printResults, visit)).rejects.toMatchObject({ status: 404 });
});
