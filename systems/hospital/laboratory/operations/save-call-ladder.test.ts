import { codeSystems } from '@lienmach/core';
import type { ActivityDefinition, Location, Practitioner, PractitionerRole, Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { ELECTROLYTES, openLabVisit } from '../stories/open-lab-visit.ts';
import { bench } from './bench.ts';
import { collectSpecimen } from './collect-specimen.ts';
import { enterResults } from './enter-results.ts';
import { orderTests } from './order-tests.ts';
import { recordCallback } from './record-callback.ts';

const KIND = { coding: [{ system: codeSystems.taskKind, code: 'critical-call' }] };

test('giá trị báo động chưa ai đọc lại: chuyển trưởng khoa, bác sĩ trực, gọi lại tới khi đọc lại; khoa có thang riêng', async () => {
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
    rings: 5,
  };
  await expect(save({ ...ladder, from: '2026-03-01' })).rejects.toMatchObject({ code: 'laboratory.beginsInPast' });
  await expect(save({ ...ladder, step: ladder.step.toReversed() })).rejects.toMatchObject({
    code: 'laboratory.badStepMinutes',
  });
  for (const [wrong, code] of [
    [{ step: [] }, 'system-kit.missingParameter'],
    [{ repeat: 0 }, 'laboratory.badRepeat'],
    [{ rings: 21 }, 'laboratory.badRings'],
  ] as const)
    await expect(save({ ...ladder, ...wrong })).rejects.toMatchObject({ code });

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

test('khai lại cùng ngày cùng nơi thì bản sau thay bản trước; người được gọi và khoa phải có thật, đang làm việc', async () => {
  const { hospital } = await openLabVisit();
  const tool = hospital.as('tool').store;
  const save = (input: object) =>
    hospital.as('lab-head').call<ActivityDefinition>('ActivityDefinition/$save-call-ladder', undefined, input);
  const step = [{ after: 15, who: { reference: 'Practitioner/doctor' } }];
  const ladder = { from: '2026-03-02', step, repeat: 10 };
  const ward = await tool.create<Location>({ resourceType: 'Location', name: 'Khoa Nội' });
  const location = { reference: `Location/${ward.id}` };
  const [first, ofWard, later] = [
    await save(ladder),
    await save({ ...ladder, location }),
    await save({ ...ladder, from: '2026-03-03' }),
  ];
  const second = await save({ ...ladder, repeat: 7 });
  const statusOf = async ({ id = '' }: ActivityDefinition) => (await tool.read('ActivityDefinition', id)).status;
  expect(await Promise.all([first, ofWard, later, second].map(statusOf))).toEqual([
    'retired',
    'active',
    'active',
    'active',
  ]);
  // who is called has a name, also where the input gave none
  expect(JSON.stringify(second.extension)).toContain('"display":"doctor"');

  const gone = await tool.create<Practitioner>({
    resourceType: 'Practitioner',
    active: false,
    name: [{ text: 'Đã nghỉ' }],
  });
  const role = await tool.create<PractitionerRole>({
    resourceType: 'PractitionerRole',
    active: true,
    practitioner: { reference: 'Practitioner/doctor', display: 'Trực nội' },
  });
  const left = await tool.create<PractitionerRole>({ resourceType: 'PractitionerRole', active: false });
  for (const who of [
    { reference: 'Practitioner/khong-co' },
    { reference: `Practitioner/${gone.id}` },
    { reference: `PractitionerRole/${left.id}` },
    { reference: 'PractitionerRole/khong-co' },
    { reference: `Location/${ward.id}` },
    { display: 'Bác sĩ trực' },
  ])
    await expect(save({ ...ladder, step: [{ after: 15, who }] })).rejects.toMatchObject({
      code: 'laboratory.unknownCallee',
    });
  const onDuty = await save({ ...ladder, step: [{ after: 15, who: { reference: `PractitionerRole/${role.id}` } }] });
  expect(JSON.stringify(onDuty.extension)).toContain('"display":"Trực nội"');
  await tool.update<Location>({ ...ward, status: 'inactive' });
  for (const place of [location, { reference: 'Location/khong-co' }, { reference: 'Practitioner/doctor' }])
    await expect(save({ ...ladder, location: place })).rejects.toMatchObject({ code: 'laboratory.unknownWard' });
  await hospital.close();
});

test('gọi hết thang mà chưa ai đọc lại: quá hạn, không đổ chuông nữa, vẫn đứng trên bàn với số đếm riêng tới khi ghi đã báo', async () => {
  const { hospital, visit } = await openLabVisit();
  await hospital.as('lab-head').call('ActivityDefinition/$save-call-ladder', undefined, {
    from: '2026-03-02',
    step: [{ after: 15, who: { reference: 'Practitioner/nurse' } }],
    repeat: 10,
    rings: 2,
  });
  const ordered = await hospital.as('doctor').call(orderTests, visit, { test: [ELECTROLYTES] });
  const technician = hospital.as('lab-technician');
  await technician.call(collectSpecimen, `Specimen/${ordered.specimen[0]?.id}`);
  const report = (await technician.call(bench, undefined, {})).entry[0]?.report.reference;
  await technician.call(enterResults, report, {
    result: [
      { indicator: 'NA', value: '140' },
      { indicator: 'K', value: '6.8' },
      { indicator: 'CL', value: '101' },
    ],
  });
  await hospital.settled();
  const call = async () => (await hospital.all('Task')).find(({ code }) => code?.coding?.[0]?.code === 'critical-call');
  const versions: unknown[] = [];
  // two hours, minute by minute: to the nurse, once again, overdue
  for (let minute = 0; minute < 120; minute += 1) {
    hospital.tick(1);
    await hospital.rounds();
    const version = (await call())?.meta?.versionId;
    if (versions.at(-1) !== version) versions.push(version);
  }
  expect(versions).toHaveLength(4);
  const late = await call();
  expect(late).toMatchObject({ status: 'requested', businessStatus: { text: 'Quá hạn gọi báo, lần cuối gọi nurse' } });
  expect(late?.note).toHaveLength(2);
  expect(await technician.call(bench, undefined, {})).toMatchObject({
    count: { toCall: 1, overdue: 1 },
    entry: [{ call: { reference: `Task/${late?.id}` }, escalation: 'overdue' }],
  });
  await technician.call(recordCallback, `Task/${late?.id}`, { told: 'BS Thử', readBack: 'kali 6,8' });
  expect(await technician.call(bench, undefined, {})).toMatchObject({ count: { toCall: 0, overdue: 0 } });
  await hospital.close();
});
