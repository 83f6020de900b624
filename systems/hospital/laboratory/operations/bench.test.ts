import { expect, test } from 'vitest';
import { BLOOD_COUNT, ELECTROLYTES, GLUCOSE, openLabVisit } from '../stories/open-lab-visit.ts';
import { bench } from './bench.ts';
import { collectSpecimen } from './collect-specimen.ts';
import { enterResults } from './enter-results.ts';
import { orderTests } from './order-tests.ts';
import { recordCallback } from './record-callback.ts';
import { verifyReport } from './verify-report.ts';

test('bàn xét nghiệm: cấp cứu trước, cũ trước; lấy mẫu, nhập, chờ duyệt, gọi báo; duyệt xong thì hết việc', async () => {
  const { hospital, visit } = await openLabVisit();
  const doctor = hospital.as('doctor');
  const technician = hospital.as('lab-technician');
  await doctor.call(orderTests, visit, { test: [GLUCOSE] });
  hospital.tick(10);
  await doctor.call(orderTests, visit, { test: [BLOOD_COUNT] });
  hospital.tick(5);
  const urgent = await doctor.call(orderTests, visit, { test: [ELECTROLYTES], urgent: true });
  hospital.tick(5);

  const start = await technician.call(bench, undefined, {});
  expect(start.count).toEqual({ toCollect: 3, toEnter: 0, toVerify: 0, toCall: 0, released: 0 });
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
  expect(left.entry).toHaveLength(1);
  // released, but nobody was told yet: it stays on the bench
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
  await hospital.close();
});
