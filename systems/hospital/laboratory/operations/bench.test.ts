import { expect, test } from 'vitest';
import { BLOOD_COUNT, ELECTROLYTES, GLUCOSE, openLabVisit } from '../stories/open-lab-visit.ts';
import { bench } from './bench.ts';
import { collectSpecimen } from './collect-specimen.ts';
import { enterResults } from './enter-results.ts';
import { orderTests } from './order-tests.ts';
import { recordCallback } from './record-callback.ts';
import { verifyReport } from './verify-report.ts';

test('bàn xét nghiệm: cấp cứu trước, cũ trước; lấy mẫu, nhập, chờ duyệt, gọi báo; duyệt xong thì hết việc', async () => {
  const { hospital, visit, encounter } = await openLabVisit();
  const { store } = hospital.as('tool');
  await store.update({ resourceType: 'Location', id: 'noi-1', status: 'active', name: 'Phòng khám Nội 1' });
  await store.update({ ...encounter, location: [{ location: { reference: 'Location/noi-1' } }] });
  const doctor = hospital.as('doctor');
  const technician = hospital.as('lab-technician');
  await doctor.call(orderTests, visit, { test: [GLUCOSE] });
  hospital.tick(10);
  await doctor.call(orderTests, visit, { test: [BLOOD_COUNT] });
  hospital.tick(5);
  const urgent = await doctor.call(orderTests, visit, { test: [ELECTROLYTES], urgent: true });
  hospital.tick(5);

  const start = await technician.call(bench, undefined, {});
  const none = { toReceive: 0, toEnter: 0, toVerify: 0, toRelease: 0, toCall: 0, overdue: 0, released: 0 };
  expect(start.count).toEqual({ ...none, toCollect: 3 });
  expect(
    start.entry.map(({ testCode, urgent: isUrgent, waitingMinutes }) => [testCode, isUrgent, waitingMinutes]),
  ).toEqual([
    [ELECTROLYTES, true, 5],
    [GLUCOSE, false, 20],
    [BLOOD_COUNT, false, 10],
  ]);
  expect(start.entry[0]).toMatchObject({
    name: 'Trần Thị Thử',
    patientNumber: 'BN26000001',
    age: 35,
    ageUnit: 'a',
    sex: 'female',
    encounter: { reference: visit },
    tube: 'Ống nghiệm lấy huyết thanh nắp đỏ',
    specimenNumber: expect.stringMatching(/^\d{12}$/),
    orderedAt: '2026-03-02T07:45:00+07:00',
    section: 'chemistry',
    minutesLeft: 40,
    dueAt: '2026-03-02T08:30:00+07:00',
  });

  await technician.call(collectSpecimen, `Specimen/${urgent.specimen[0]?.id}`);
  hospital.tick(2);
  const toEnter = await technician.call(bench, undefined, { state: 'to-enter' });
  expect(toEnter).toMatchObject({
    count: { toCollect: 2, toEnter: 1 },
    entry: [{ state: 'to-enter', waitingMinutes: 2 }],
  });
  const report = toEnter.entry[0]?.report.reference;
  const result = [
    { indicator: 'NA', value: '140' },
    { indicator: 'K', value: '6.8' },
    { indicator: 'CL', value: '101' },
  ];
  await technician.call(enterResults, report, { result });
  await hospital.settled();
  expect(await technician.call(bench, undefined, { state: 'to-verify' })).toMatchObject({
    count: { toVerify: 1, toCall: 1 },
    entry: [{ call: { reference: expect.stringContaining('Task/') }, entered: 3, expected: 3 }],
  });
  await hospital.as('lab-doctor').call(verifyReport, report);
  const left = await technician.call(bench, undefined, { limit: 1 });
  expect(left).toMatchObject({ count: { toCollect: 2, toVerify: 0, toCall: 1, released: 1 } });
  // released, but nobody was told yet: it stays on the bench, before the page of what is open
  expect(left.entry).toHaveLength(2);
  expect(left.entry[0]).toMatchObject({ state: 'released', testCode: ELECTROLYTES });
  const [task] = await hospital.all('Task');
  await technician.call(recordCallback, `Task/${task?.id}`, { told: 'ĐD. Thử', readBack: 'kali 6,8' });
  expect((await technician.call(bench, undefined, {})).entry).toHaveLength(2);
  const done = await technician.call(bench, undefined, { state: 'released' });
  expect(done.entry).toHaveLength(1);
  expect(done.entry[0]?.call).toBeUndefined();

  await expect(technician.call(bench, undefined, { state: 'xong' })).rejects.toMatchObject({
    code: 'laboratory.unknownState',
  });
  await expect(technician.call(bench, undefined, { limit: 501 })).rejects.toMatchObject({
    code: 'laboratory.badLimit',
  });
  for (const [input, code] of [
    [{ section: 'bep' }, 'unknownSection'],
    [{ instrument: 'KHONG-CO' }, 'unknownSection'],
    [{ cursor: 'xa' }, 'badCursor'],
  ] as const) {
    await expect(technician.call(bench, undefined, input)).rejects.toMatchObject({ code: `laboratory.${code}` });
  }

  // pages: urgent first wherever the page ends, each the oldest first, nothing twice
  const more = ['22.0143.1303', '23.0162.1570', '23.0206.1596'];
  await doctor.call(orderTests, visit, { test: more.slice(0, 2) });
  await doctor.call(orderTests, visit, { test: more.slice(2), urgent: true });
  const codes: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 9; pages++) {
    const page = await technician.call(bench, undefined, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    codes.push(...page.entry.map(({ testCode }) => testCode));
    cursor = page.next;
    if (cursor === undefined) break;
  }
  expect(codes[0]).toBe(more[2]);
  expect(new Set(codes)).toEqual(new Set([GLUCOSE, BLOOD_COUNT, ...more]));
  expect(codes).toHaveLength(5);

  const of = async (input: object) =>
    (await technician.call(bench, undefined, input)).entry.map(({ testCode }) => testCode);
  expect(await of({ section: 'haematology' })).toEqual([BLOOD_COUNT, more[0]]);
  expect(await of({ text: start.entry[1]?.specimenNumber })).toEqual([GLUCOSE]);
  expect(await of({ text: start.entry[2]?.orderNumber })).toEqual([BLOOD_COUNT]);
  expect(await of({ text: 'BN26000001', section: 'urine' })).toEqual([more[2]]);
  expect(await of({ text: 'tran thi thu', section: 'immunology' })).toEqual([more[1]]);
  expect(await of({ text: 'nguoi khac' })).toEqual([]);
  const urine = await technician.call(bench, undefined, { section: 'urine' });
  expect(urine.count).toMatchObject({ toCollect: 1, released: 0 });

  // where it was sent from, urgent alone, late alone; a page without figures
  expect(await of({ ward: 'noi-1' })).toHaveLength(5);
  expect(await of({ ward: 'noi-1', section: 'urine' })).toEqual([more[2]]);
  expect(await of({ ward: 'noi-khac' })).toEqual([]);
  expect(await of({ urgent: true })).toEqual([more[2]]);
  expect(await of({ late: true })).toEqual([]);
  hospital.tick(50);
  expect(await of({ late: true })).toEqual([more[2], BLOOD_COUNT]);
  expect(await of({ late: true, section: 'haematology' })).toEqual([BLOOD_COUNT]);
  expect(await of({ ward: 'noi-1', state: 'released' })).toEqual([ELECTROLYTES]);
  expect(await of({ section: 'urine', state: 'released' })).toEqual([]);
  expect(await technician.call(bench, undefined, { uncounted: true })).not.toHaveProperty('count');
  expect((await technician.call(bench, undefined, { urgent: true })).count).toMatchObject({
    toCollect: 1,
    released: 1,
  });
  await hospital.close();
});
