import { expect, test } from 'vitest';
import { openOrderedTest } from '../stories/enter-by-hand.ts';
import { GLUCOSE } from '../stories/open-lab-visit.ts';
import { enterResults } from './enter-results.ts';
import { orderTests } from './order-tests.ts';
import { resultSheet } from './result-sheet.ts';
import { verifyReport } from './verify-report.ts';

test('phiếu nhập nói đơn vị, khoảng tham chiếu, ngưỡng báo động và kết quả lần trước', async () => {
  const { hospital, report, visit } = await openOrderedTest(GLUCOSE);
  const bench = hospital.as('lab-technician');
  const before = await bench.call(resultSheet, report);
  expect(before.state).toBe('to-receive');
  expect(before.steps).toBe(1);
  expect(before.indicator).toHaveLength(1);
  expect(before.indicator[0]).toMatchObject({ code: 'GLU', unit: 'mmol/L', low: expect.any(Number) });
  expect(before.indicator[0]?.previous).toBeUndefined();

  await bench.call(enterResults, report, { result: [{ indicator: 'GLU', value: '7,2' }] });
  expect((await bench.call(resultSheet, report)).state).toBe('to-verify');
  await hospital.as('lab-doctor').call(verifyReport, report);
  expect((await bench.call(resultSheet, report)).state).toBe('released');

  hospital.tick(60);
  const { order } = await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE] });
  const next = (await hospital.all('DiagnosticReport')).find(
    ({ basedOn }) => basedOn?.[0]?.reference === `ServiceRequest/${order[0]?.id}`,
  );
  const again = await bench.call(resultSheet, `DiagnosticReport/${next?.id}`);
  expect(again).toMatchObject({
    state: 'to-collect',
    indicator: [{ previous: '7.2', previousAt: '2026-03-02T07:28:00+07:00' }],
  });

  const { store } = hospital.as('tool');
  const current = await store.read('ServiceRequest', order[0]?.id ?? '');
  await store.update({ ...current, code: { text: 'Xét nghiệm lạ' } });
  await expect(bench.call(resultSheet, `DiagnosticReport/${next?.id}`)).rejects.toMatchObject({
    code: 'laboratory.unknownTest',
  });
  await hospital.close();
});
