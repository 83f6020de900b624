import type { Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { print } from './print.ts';
import { printDone } from './print-done.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

test('không in được thì ở lại với lý do; in lại được thì lý do hết', async () => {
  const { hospital, at } = world;
  const cashier = hospital.as('cashier');
  const { job } = await cashier.call(print, undefined, { form: 'PT', at });
  const here = `Task/${job.id}`;
  await expect(cashier.call(printDone, here, { outcome: 'failed', reason: ' ' })).rejects.toMatchObject({
    code: 'print-desk.reasonRequired',
  });
  await expect(cashier.call(printDone, here, { outcome: 'xong' })).rejects.toMatchObject({
    code: 'print-desk.unknownOutcome',
  });
  const failed = await cashier.call(printDone, here, { outcome: 'failed', reason: 'Máy in hết giấy' });
  expect(failed).toMatchObject({ status: 'failed', statusReason: { text: 'Máy in hết giấy' } });
  const printed = await cashier.call(printDone, here, { outcome: 'printed', printer: 'Máy cuộn' });
  expect(printed).toMatchObject({ status: 'completed', businessStatus: { text: 'Máy cuộn' } });
  expect(printed.statusReason).toBeUndefined();
});

test('việc khác không phải lần in thì không ghi vào', async () => {
  const { hospital } = world;
  const other = await hospital
    .as('tool')
    .store.create<Task>({ resourceType: 'Task', status: 'requested', intent: 'order' });
  await expect(
    hospital.as('cashier').call(printDone, `Task/${other.id}`, { outcome: 'printed' }),
  ).rejects.toMatchObject({
    code: 'print-desk.notAPrint',
  });
});
