import { codeSystems } from '@lienmach/core';
import type { DiagnosticReport } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bench } from '../operations/bench.ts';
import { orderTests } from '../operations/order-tests.ts';
import { GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

const shown = async (): Promise<number> =>
  (await world.hospital.as('lab-technician').call(bench, undefined, {})).entry.length;

test('phiếu ghi từ trước khi có danh sách công việc: một lượt quét đưa vào danh sách, lượt sau không ghi gì', async () => {
  const { hospital, visit } = world;
  await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE] });
  const [report] = (await hospital.all('DiagnosticReport')) as DiagnosticReport[];
  const tag = report?.meta?.tag?.filter(({ system }) => system !== codeSystems.labQueue) ?? [];
  await hospital.as('tool').store.update({ ...(report as DiagnosticReport), meta: { ...report?.meta, tag } });
  expect(await shown()).toBe(0);
  await hospital.rounds();
  expect(await shown()).toBe(1);
  const version = async () => (await hospital.all('DiagnosticReport'))[0]?.meta?.versionId;
  const before = await version();
  await hospital.rounds();
  expect(await version()).toBe(before);
});
