import { codeSystems } from '@lienmach/core';
import type { Basic } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CultureWorld, openCultureWorld, typed } from '../stories/open-culture-world.ts';

let world: CultureWorld;
beforeAll(async () => {
  world = await openCultureWorld();
});
afterAll(() => world.hospital.close());

test('phiếu nuôi cấy cho đủ những gì đã gõ và ngưỡng để xét; chưa trả thì mang nhãn chỉ phòng vi sinh thấy', async () => {
  const report = await world.receive('S1', 'blood');
  world.hospital.tick(24 * 60);
  const isolate = { number: 1, organism: 'ECO', amount: '++', method: 'disk', result: typed('CRO 22') };
  await world.save(report, { reading: [{ day: 1, state: 'growth' }], isolate: [isolate], comment: 'Chờ định danh' });
  const read = await world.hospital
    .as('lab-doctor')
    .call<Record<string, unknown>>('DiagnosticReport/$culture-sheet', `DiagnosticReport/${report.id}`);
  expect(read).toMatchObject({
    state: 'to-release',
    day: 1,
    kind: 'blood',
    comment: 'Chờ định danh',
    reading: [{ day: 1, state: 'growth' }],
    isolate: [isolate],
  });
  expect(read.breakpoint).toContain('enterobacterales;CRO;;1;4;23;19;I');
  const sheets: Basic[] = await world.hospital.all('Basic');
  expect(sheets).toMatchObject([{ meta: { security: [{ system: codeSystems.microbiology, code: 'BENCH' }] } }]);
  expect(await world.hospital.all('Observation')).toEqual([]);
});
