import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';

let hospital: TestHospital;
let task: Task;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
  task = await hospital.as('tool').store.create<Task>({ resourceType: 'Task', status: 'requested', intent: 'order' });
});
afterAll(() => hospital.close());

test.each(['registrar', 'doctor', 'nurse', 'lab-doctor', 'claims-clerk', 'records-clerk', 'administrator', 'bank'])(
  '%s không quyết định tiền chưa khớp',
  async (role) => {
    const call = hospital.as(role).call('Task/$settle-transfer', `Task/${task.id}`, { reason: 'Thử làm thay' });
    await expect(call).rejects.toMatchObject({ status: 403 });
  },
);
