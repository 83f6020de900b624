import type { Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CaseWorld, openCaseWorld, refusal } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

test('gọi báo: ghi người nghe và lời đọc lại có chẩn đoán, một lần; quá 4 giờ thì ghi là muộn', async () => {
  const report = await world.read(['squamous']);
  await world.press('lab-doctor', '$save-reading', report, { diagnosis: 'Ung thư biểu mô vảy', code: ['squamous'] });
  await world.press('lab-doctor', '$release-case', report, { stage: 'provisional' });
  const [task] = await world.hospital.all('Task');
  const call = (input: object, id = task?.id) =>
    world.hospital.as('lab-doctor').call<Task>('Task/$record-pathology-call', `Task/${id}`, input);
  const heard = { told: 'BS Thử', readBack: 'ung thu bieu mo vay' };
  await expect(call({ ...heard, told: ' ' })).rejects.toMatchObject(refusal('toldMissing'));
  await expect(call({ ...heard, readBack: 'lành tính' })).rejects.toMatchObject(refusal('readBackDiffers'));
  world.hospital.tick(241);
  expect(await call(heard)).toMatchObject({ status: 'completed', businessStatus: { text: 'Báo muộn' } });
  await expect(call(heard)).rejects.toMatchObject(refusal('callRecorded'));
  const other = await world.hospital
    .as('tool')
    .store.create<Task>({ resourceType: 'Task', status: 'requested', intent: 'order' });
  await expect(call(heard, other.id)).rejects.toMatchObject(refusal('notACall'));
});
