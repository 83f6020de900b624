import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OrderedTest, openOrderedTest } from '../stories/enter-by-hand.ts';
import { ELECTROLYTES } from '../stories/open-lab-visit.ts';
import { enterResults } from './enter-results.ts';
import { orderTests } from './order-tests.ts';
import { recordCallback } from './record-callback.ts';
import { resultSheet } from './result-sheet.ts';
import { verifyReport } from './verify-report.ts';

let world: OrderedTest;
beforeEach(async () => {
  world = await openOrderedTest(ELECTROLYTES);
});
afterEach(() => world.hospital.close());

const enter = (input: object) => world.hospital.as('lab-technician').call(enterResults, world.report, input);

test('nhập tay từng phần: cờ, đơn vị, khoảng tham chiếu như máy; đủ chỉ số thì chờ duyệt; báo động sinh việc gọi', async () => {
  const first = await enter({ result: [{ indicator: 'NA', value: '140' }] });
  expect(first).toMatchObject({
    report: { status: 'partial' },
    result: [{ flag: 'N', unit: 'mmol/L', critical: false }],
  });
  const second = await enter({
    result: [
      { indicator: 'K', value: '6,8' },
      { indicator: 'CL', value: '101' },
    ],
  });
  expect(second.report).toMatchObject({ status: 'preliminary' });
  expect(second.report.result).toHaveLength(3);
  expect(second.result[0]).toEqual({
    indicator: 'K',
    name: 'Kali',
    value: '6.8',
    unit: 'mmol/L',
    flag: 'HH',
    critical: true,
  });
  const kali = (await world.hospital.all('Observation')).find(({ code }) => code.coding?.[0]?.code === 'K');
  expect(kali).toMatchObject({
    status: 'preliminary',
    performer: [{ reference: 'Practitioner/lab-technician' }],
    method: { text: 'Nhập tay' },
    effectiveDateTime: '2026-03-02T07:28:00+07:00',
    referenceRange: [{ low: { unit: 'mmol/L' } }],
  });
  await world.hospital.settled();
  expect(await world.hospital.all('Task')).toHaveLength(1);

  expect((await enter({ result: [{ indicator: 'K', value: '4.8' }] })).result[0]).toMatchObject({ flag: 'N' });
  expect(await world.hospital.all('Observation')).toHaveLength(3);
  const sheet = await world.hospital.as('lab-doctor').call(resultSheet, world.report);
  expect(sheet.indicator.find(({ code }) => code === 'K')).toMatchObject({ value: '4.8', flag: 'N' });

  await world.hospital.as('lab-doctor').call(verifyReport, world.report);
  await expect(enter({ result: [{ indicator: 'K', value: '5' }] })).rejects.toMatchObject({
    code: 'laboratory.alreadyVerified',
  });
});

test('thiếu chỉ số vẫn gửi duyệt được khi nói rõ; nhập sai không ghi gì', async () => {
  await expect(enter({ result: [] })).rejects.toMatchObject({ code: 'laboratory.nothingEntered' });
  await expect(enter({ result: [{ indicator: 'GLU', value: '5' }] })).rejects.toMatchObject({
    code: 'laboratory.indicatorNotOrdered',
  });
  expect(await world.hospital.all('Observation')).toEqual([]);
  await expect(enter({ result: [], complete: true })).rejects.toMatchObject({ code: 'laboratory.nothingEntered' });
  await enter({ result: [{ indicator: 'NA', value: '140' }] });
  const sent = await enter({ result: [], complete: true });
  expect(sent.report.status).toBe('preliminary');
});

test('kết quả bằng lời: có cờ, lời mong đợi, lời báo động phải gọi và đọc lại; xét nghiệm kín chỉ người điều trị thấy', async () => {
  const { hospital, visit } = world;
  const tests = ['22.0138.1362', '24.0174.1661'];
  const { order } = await hospital.as('doctor').call(orderTests, visit, { test: tests });
  await hospital.settled();
  const reports = await hospital.all('DiagnosticReport');
  const [malaria, hiv] = order.map(({ id }) =>
    reports.find(({ basedOn }) => basedOn?.[0]?.reference === `ServiceRequest/${id}`),
  );
  const technician = hospital.as('lab-technician');
  const at = `DiagnosticReport/${malaria?.id}`;
  const entered = await technician.call(enterResults, at, { result: [{ indicator: 'MALARIA', value: 'dt' }] });
  expect(entered.result[0]).toEqual({
    indicator: 'MALARIA',
    name: 'Ký sinh trùng sốt rét (lam máu)',
    value: 'Dương tính',
    unit: '',
    flag: 'AA',
    critical: true,
  });
  expect((await technician.call(resultSheet, at)).indicator[0]).toMatchObject({
    value: 'Dương tính',
    rangeText: 'Âm tính',
    word: [{ code: 'NEG', flag: 'N' }, { code: 'POS' }],
    reason: expect.arrayContaining(['critical']),
  });
  await hospital.settled();
  const [task] = await hospital.all('Task');
  expect(task?.description).toContain('Ký sinh trùng sốt rét (lam máu) Dương tính: kết quả đến mức báo động');
  const told = { told: 'ĐD. Thử', readBack: 'lam máu âm tính' };
  await expect(technician.call(recordCallback, `Task/${task?.id}`, told)).rejects.toMatchObject({
    code: 'laboratory.readBackDiffers',
  });
  const right = { ...told, readBack: 'ký sinh trùng duong tinh' };
  expect(await technician.call(recordCallback, `Task/${task?.id}`, right)).toMatchObject({ status: 'completed' });

  await technician.call(enterResults, `DiagnosticReport/${hiv?.id}`, {
    result: [{ indicator: 'HIVCOMBO', value: 'âm tính' }],
  });
  const observations = await hospital.all('Observation');
  const confidential = observations.find(({ code }) => code.text === 'HIV Ag/Ab');
  for (const one of [confidential, hiv]) expect(one?.meta?.security?.[0]).toMatchObject({ code: 'HIV' });
});

test('hai người nhập cùng lúc: không mất kết quả nào', async () => {
  await Promise.all([
    enter({ result: [{ indicator: 'NA', value: '140' }] }),
    enter({ result: [{ indicator: 'K', value: '4' }] }),
  ]);
  const [report] = await world.hospital.all('DiagnosticReport');
  expect(report?.result).toHaveLength(2);
});

test('không đo được là một lời, không phải số: phiếu đủ chỉ số, chỉ số ấy không có cờ và không thành kết quả', async () => {
  const sent = await enter({
    result: [
      { indicator: 'NA', value: '140' },
      { indicator: 'K', value: 'kđđ' },
      { indicator: 'CL', value: '101' },
    ],
  });
  expect(sent.report.status).toBe('preliminary');
  expect(sent.result[1]).toEqual({
    indicator: 'K',
    name: 'Kali',
    value: 'Không đo được',
    unit: 'mmol/L',
    critical: false,
  });
  const lab = world.hospital.as('lab-doctor');
  const sheet = await lab.call(resultSheet, world.report);
  expect(sheet.indicator.find(({ code }) => code === 'K')).toMatchObject({ absent: 'Không đo được' });
  await lab.call(verifyReport, world.report);
  const statuses = (await world.hospital.all('Observation')).map(({ code, status }) => [code.text, status]);
  expect(Object.fromEntries(statuses)).toEqual({ Natri: 'final', Kali: 'cancelled', Clo: 'final' });
});

test('nhập bên một phiếu đã đổi: từ chối, không đè lên kết quả của người khác', async () => {
  const technician = world.hospital.as('lab-technician');
  const opened = await technician.call(resultSheet, world.report);
  await enter({ result: [{ indicator: 'K', value: '4' }] });
  const late = { result: [{ indicator: 'K', value: '5' }], version: opened.version };
  await expect(enter(late)).rejects.toMatchObject({ code: 'laboratory.sheetChanged', status: 412 });
  const again = await technician.call(resultSheet, world.report);
  expect(again.indicator.find(({ code }) => code === 'K')).toMatchObject({ value: '4', source: 'Nhập tay' });
  expect((await enter({ ...late, version: again.version })).result[0]).toMatchObject({ value: '5' });
});
