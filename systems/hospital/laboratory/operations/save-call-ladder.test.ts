import { codeSystems } from '@lienmach/core';
import type { ActivityDefinition, Location, Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { openLabVisit } from '../stories/open-lab-visit.ts';

const KIND = { coding: [{ system: codeSystems.taskKind, code: 'critical-call' }] };

test('giá trị báo động chưa ai đọc lại: chuyển trưởng khoa, bác sĩ trực, gọi lại mãi tới khi đọc lại; khoa có thang riêng', async () => {
  const { hospital, encounter, visit } = await openLabVisit();
  const tool = hospital.as('tool').store;
  const ward = await tool.create<Location>({ resourceType: 'Location', name: 'Khoa Nội' });
  const save = (input: object) =>
    hospital.as('lab-head').call<ActivityDefinition>('ActivityDefinition/$save-call-ladder', undefined, input);
  const head = { reference: 'Practitioner/doctor', display: 'Trưởng khoa Nội' };
  const onCall = { reference: 'Practitioner/nurse', display: 'Bác sĩ trực' };
  const ladder = {
    from: '2026-03-02',
    step: [
      { after: 15, who: head, phone: '0000 000 111' },
      { after: 30, who: onCall },
    ],
    repeat: 10,
  };
  await expect(save({ ...ladder, from: '2026-03-01' })).rejects.toMatchObject({ code: 'laboratory.beginsInPast' });
  await expect(save({ ...ladder, step: ladder.step.toReversed() })).rejects.toMatchObject({
    code: 'laboratory.badLadder',
  });
  await expect(save({ ...ladder, repeat: 0 })).rejects.toMatchObject({ code: 'laboratory.badLadder' });

  const call = await tool.create<Task>({
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    code: KIND,
    encounter: { reference: visit },
    authoredOn: '2026-03-02T07:30:00+07:00',
    owner: { reference: 'Practitioner/doctor' },
  });
  const state = async () => {
    await hospital.rounds();
    const task = await tool.read('Task', call.id ?? '');
    return [task.owner?.display, task.businessStatus?.text, task.note?.length ?? 0];
  };
  // nothing declared: it stays with whoever ordered
  hospital.tick(20);
  expect(await state()).toEqual([undefined, undefined, 0]);
  await save(ladder);
  expect(await state()).toEqual(['Trưởng khoa Nội', 'Chuyển gọi Trưởng khoa Nội, 0000 000 111', 1]);
  const { meta } = await tool.read('Task', call.id ?? '');
  expect(await state()).toHaveLength(3);
  expect((await tool.read('Task', call.id ?? '')).meta?.versionId).toBe(meta?.versionId);
  hospital.tick(10);
  expect(await state()).toEqual(['Bác sĩ trực', 'Chuyển gọi Bác sĩ trực', 2]);
  hospital.tick(21);
  expect(await state()).toEqual(['Bác sĩ trực', 'Gọi lại lần 3: Bác sĩ trực', 2]);

  // the ward's own ladder, once it is declared
  await tool.update({
    ...encounter,
    location: [{ location: { reference: `Location/${ward.id}` }, status: 'active' }],
  });
  const director = { reference: 'Practitioner/lab-head', display: 'Trưởng khoa Xét nghiệm' };
  const location = { reference: `Location/${ward.id}` };
  await save({ ...ladder, location, step: [{ after: 5, who: director }] });
  // the newest call is of a visit that cannot be read: it goes up the ladder of the house, and stops none behind it
  const lost = await tool.create<Task>({
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    code: KIND,
    encounter: { identifier: { value: 'KHÔNG CÓ' } },
    authoredOn: '2026-03-02T07:31:00+07:00',
  });
  expect((await state())[0]).toBe('Trưởng khoa Xét nghiệm');
  // its first turn on the step is over before anybody looked
  expect(await tool.read('Task', lost.id ?? '')).toMatchObject({
    owner: { display: 'Bác sĩ trực' },
    businessStatus: { text: 'Gọi lại lần 3: Bác sĩ trực' },
    note: [{ text: 'Quá giờ chưa ai đọc lại: chuyển gọi Bác sĩ trực' }],
  });
  await tool.update<Task>({ ...(await tool.read('Task', lost.id ?? '')), status: 'cancelled' });

  // read back: nobody is called any more
  const open = await tool.read('Task', call.id ?? '');
  const done = await tool.update<Task>({ ...open, status: 'completed' });
  hospital.tick(60);
  await hospital.rounds();
  expect((await tool.read('Task', call.id ?? '')).meta?.versionId).toBe(done.meta?.versionId);
  await hospital.close();
});
