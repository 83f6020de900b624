import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OrderedTest, openOrderedTest } from '../stories/enter-by-hand.ts';
import { ELECTROLYTES } from '../stories/open-lab-visit.ts';
import { enterResults } from './enter-results.ts';
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
