import type { Task } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OrderedTest, openOrderedTest } from '../stories/enter-by-hand.ts';
import { ELECTROLYTES } from '../stories/open-lab-visit.ts';
import { enterResults } from './enter-results.ts';
import { recordCallback } from './record-callback.ts';

let world: OrderedTest;
let call = '';
beforeEach(async () => {
  world = await openOrderedTest(ELECTROLYTES);
  const { hospital, report } = world;
  await hospital.as('lab-technician').call(enterResults, report, { result: [{ indicator: 'K', value: '6,8' }] });
  await hospital.settled();
  const [task] = await hospital.all('Task');
  call = `Task/${task?.id}`;
});
afterEach(() => world.hospital.close());

const record = (input: object, at = call) => world.hospital.as('lab-technician').call(recordCallback, at, input);
const spoken = { told: 'BS Thử, Phòng khám Nội 1', readBack: 'Kali 6,8 cao' };
const refused = (code: string) => expect.objectContaining({ code: `laboratory.${code}` });

test('ghi người được báo, nội dung đọc lại, giờ báo; ghi lần hai bị từ chối', async () => {
  world.hospital.tick(5);
  const task = await record(spoken);
  expect(task).toMatchObject({
    status: 'completed',
    executionPeriod: { start: '2026-03-02T07:35:00+07:00' },
    output: [
      { valueString: spoken.told },
      { valueString: spoken.readBack },
      { valueReference: { display: 'lab-technician' } },
    ],
  });
  expect(task.businessStatus).toBeUndefined();
  await expect(record(spoken)).rejects.toEqual(refused('callbackRecorded'));
});

test('báo sau 15 phút được ghi là muộn', async () => {
  world.hospital.tick(16);
  expect(await record(spoken)).toMatchObject({ businessStatus: { text: 'Báo muộn' } });
});

test('đọc lại sai giá trị, không ghi ai, giờ sai, việc khác: không nhận', async () => {
  world.hospital.tick(5);
  await expect(record({ ...spoken, readBack: 'Kali 6,3' })).rejects.toEqual(refused('readBackDiffers'));
  await expect(record({ ...spoken, told: ' ' })).rejects.toEqual(refused('toldMissing'));
  await expect(record({ ...spoken, at: '2026-03-02T08:00:00+07:00' })).rejects.toEqual(refused('calledInFuture'));
  await expect(record({ ...spoken, at: '2026-03-02T07:00:00+07:00' })).rejects.toEqual(refused('calledBeforeResult'));
  const { store } = world.hospital.as('tool');
  const other = await store.create<Task>({ resourceType: 'Task', status: 'requested', intent: 'order' });
  await expect(record(spoken, `Task/${other.id}`)).rejects.toEqual(refused('notACriticalCall'));
  expect((await store.follow('Task', { reference: call })).status).toBe('requested');
});
