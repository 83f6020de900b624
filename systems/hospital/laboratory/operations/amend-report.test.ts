import { pageIn } from '@lienmach/papers';
import type { Binary } from 'fhir/r4';
import { expect, test } from 'vitest';
import { openOrderedTest } from '../stories/enter-by-hand.ts';
import { amendReport } from './amend-report.ts';
import { enterResults } from './enter-results.ts';
import { printResults } from './print-results.ts';
import { resultSheet } from './result-sheet.ts';
import { verifyReport } from './verify-report.ts';

const CREATININE = '23.0051.1494';
const crea = (value: string) => ({ result: [{ indicator: 'CREA', value }] });

test('sửa kết quả đã trả: giá trị tính theo cùng đổi, bản cũ và lý do còn thấy, người chỉ định được báo, bản in có dấu', async () => {
  const { hospital, report, visit } = await openOrderedTest(CREATININE);
  const [technician, doctor] = [hospital.as('lab-technician'), hospital.as('lab-doctor')];
  const change = { ...crea('80'), reason: 'nhầm ống khi nhập' };
  await expect(doctor.call(amendReport, report, change)).rejects.toMatchObject({ code: 'laboratory.notReleased' });
  await technician.call(enterResults, report, crea('180'));
  // what was calculated from a value that could not be measured does not stay
  await technician.call(enterResults, report, crea('kđđ'));
  const without = await technician.call(resultSheet, report);
  expect(without.indicator.map(({ absent }) => absent)).toEqual(['Không đo được', 'Không tính được']);
  await technician.call(enterResults, report, crea('180'));
  const before = await technician.call(resultSheet, report);
  // woman of 35 years, by CKD-EPI 2021
  expect(before.indicator.map(({ code, value, formula }) => [code, value, formula !== undefined])).toEqual([
    ['CREA', '180', false],
    ['EGFR', '32', true],
  ]);
  await doctor.call(verifyReport, report);
  hospital.tick(30);

  await expect(doctor.call(amendReport, report, { ...change, reason: ' x' })).rejects.toMatchObject({
    code: 'laboratory.reasonMissing',
  });
  await expect(doctor.call(amendReport, report, { ...crea('180'), reason: 'xem lại' })).rejects.toMatchObject({
    code: 'laboratory.nothingAmended',
  });
  await expect(doctor.call(amendReport, report, { ...change, version: 'cũ' })).rejects.toMatchObject({
    code: 'laboratory.sheetChanged',
  });
  expect(await doctor.call(amendReport, report, change)).toMatchObject({
    status: 'corrected',
    issued: '2026-03-02T08:00:00+07:00',
  });
  const after = await doctor.call(resultSheet, report);
  expect(after).toMatchObject({ state: 'released' });
  expect(after.indicator.map(({ code, value, flag, amended }) => [code, value, flag, amended?.[0]?.was])).toEqual([
    ['CREA', '80', 'N', '180'],
    ['EGFR', '85', 'L', '32'],
  ]);
  expect(after.indicator[0]?.amended?.[0]).toMatchObject({
    reason: 'nhầm ống khi nhập',
    at: '2026-03-02T08:00:00+07:00',
  });
  const [task] = await hospital.all('Task');
  expect(task).toMatchObject({
    code: { text: 'Kết quả đã sửa' },
    owner: { reference: 'Practitioner/doctor' },
    description: expect.stringContaining('Creatinin 180 → 80 µmol/L'),
  });
  expect((await hospital.all('ChargeItem')).length).toBe(1);
  const page = pageIn(await hospital.as('doctor').call<Binary>(printResults, visit, { as: 'page', paper: 'A4' }));
  const printed = JSON.stringify(page.body);
  expect(printed).toContain('ĐÃ SỬA');
  expect(printed).toContain('nhầm ống khi nhập');
  expect(printed).toContain('180');

  hospital.tick(30);
  await doctor.call(amendReport, report, { ...crea('kđđ'), reason: 'mẫu của người khác' });
  const last = await doctor.call(resultSheet, report);
  expect(last.indicator.map(({ value, absent, amended }) => [value, absent, amended?.at(-1)?.was])).toEqual([
    [undefined, 'Không đo được', '80'],
    [undefined, 'Không tính được', '85'],
  ]);
  await hospital.close();
});
