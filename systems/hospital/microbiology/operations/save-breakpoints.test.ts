import { identifierSystems } from '@lienmach/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CultureWorld, openCultureWorld } from '../stories/open-culture-world.ts';

let world: CultureWorld;
beforeAll(async () => {
  world = await openCultureWorld();
});
afterAll(() => world.hospital.close());

const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `microbiology.${code}` });
const press = (verb: string, at: string | undefined, input: object, role = 'lab-technician') =>
  world.hospital.as(role).call<Record<string, unknown>>(verb, at, { ...input });

test('bộ ngưỡng của bệnh viện: dòng sai bị từ chối theo số dòng; có hiệu lực từ ngày đầu của nó', async () => {
  const standard = { name: 'EUCAST', version: '16.0', from: '2026-03-02' };
  const load = (input: object, role = 'lab-doctor') =>
    press('Basic/$save-breakpoints', undefined, { ...standard, ...input }, role);
  await refused(load({ lines: '# chưa có gì\n' }), 'noLines');
  await refused(load({ lines: 'ECO;CRO;;1;2;25;22;I\nECO;CRO;;hai' }), 'badStandard');
  await refused(load({ lines: 'ECO;CRO;;1;2;25;22;I\n'.repeat(10_001) }), 'tooManyLines');
  await load({ lines: '# trích\nECO;CRO;;1;4;25;21;I' });
  const again = await load({ lines: 'ECO;CRO;;1;4;25;21;I\nECO;MEM;;2;16;22;15;I' });
  expect(again).toMatchObject({ identifier: [{ system: identifierSystems.breakpointStandard, value: 'EUCAST^16.0' }] });
  const report = await world.receive('X9', 'blood');
  const sheet = await press('DiagnosticReport/$culture-sheet', `DiagnosticReport/${report.id}`, {});
  expect(sheet).toMatchObject({
    standard: 'EUCAST 16.0',
    breakpoint: ['ECO;CRO;;1;4;25;21;I', 'ECO;MEM;;2;16;22;15;I'],
  });
});
