import { pageIn } from '@lienmach/papers';
import type { Binary, ServiceRequest } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzerAnswer } from '../stories/analyzer-answer.ts';
import { openOrderedTest } from '../stories/enter-by-hand.ts';
import { ELECTROLYTES, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { bench } from './bench.ts';
import { enterResults } from './enter-results.ts';
import { orderTests } from './order-tests.ts';
import { printResults } from './print-results.ts';
import { verifyReport } from './verify-report.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test('kết quả đã duyệt: giá trị với dấu phẩy, cờ bằng chữ, đơn vị, khoảng tham chiếu, người duyệt', async () => {
  const { hospital, visit } = world;
  await hospital
    .as('doctor')
    .call(orderTests, visit, { test: [ELECTROLYTES], collectedAt: '2026-03-02T07:28:00+07:00' });
  await hospital.settled();
  const results = [
    ['NA', '140', 'mmol/L'],
    ['K', '5.9', 'mmol/L'],
    ['CL', '101', 'mmol/L'],
  ] as const;
  await hospital.inbound.receive(
    analyzerAnswer(hospital.sent[0]?.content ?? '', { controlId: 'P1', results }),
    'lab-analyzer',
  );
  const [report] = await hospital.all('DiagnosticReport');
  await hospital.as('lab-doctor').call(verifyReport, `DiagnosticReport/${report?.id}`, {});
  const page = pageIn(await hospital.as('doctor').call<Binary>(printResults, visit, { as: 'page', paper: 'A4' }));
  expect(page.paper).toBe('A4');
  const table = page.body.find(({ kind }) => kind === 'table');
  const rows = table?.kind === 'table' ? table.rows : [];
  expect(rows.find(([name]) => name?.includes('Kali'))).toEqual([
    expect.any(String),
    '5,9',
    expect.stringMatching(/cao/i),
    'mmol/L',
    expect.stringContaining(' – '),
  ]);
  expect(JSON.stringify(page.body)).toContain('Số giấy phép hành nghề: 99');
  const only = { as: 'page', paper: 'A4', report: report?.id };
  expect(pageIn(await hospital.as('lab-doctor').call<Binary>(printResults, visit, only)).body).toEqual(page.body);
  await expect(
    hospital.as('lab-doctor').call<Binary>(printResults, visit, { report: 'phieu-khac' }),
  ).rejects.toMatchObject({ code: 'laboratory.nothingToPrint' });
});

test('làm ở nơi khác: bàn nói mẫu đang ở đâu, phiếu đã duyệt và bản in nói nơi làm', async () => {
  const { hospital, visit, report } = await openOrderedTest(GLUCOSE);
  const { store } = hospital.as('tool');
  const [order] = await hospital.all('ServiceRequest');
  const performer = [{ reference: 'Organization/vien', display: 'Viện Mẫu' }];
  await store.update({ resourceType: 'Organization', id: 'vien', name: 'Viện Mẫu' });
  await store.update({ ...(order as ServiceRequest), performer });
  const { entry } = await hospital.as('lab-technician').call(bench, undefined, {});
  expect(entry.map(({ place }) => place)).toEqual(['Viện Mẫu']);
  await hospital
    .as('lab-technician')
    .call(enterResults, report, { result: [{ indicator: 'GLU', value: '5.1' }], complete: true });
  await hospital.as('lab-doctor').call(verifyReport, report, {});
  const [released] = await hospital.all('DiagnosticReport');
  expect(released?.performer?.map(({ display }) => display)).toContain('Viện Mẫu');
  const page = pageIn(await hospital.as('doctor').call<Binary>(printResults, visit, { as: 'page', paper: 'A4' }));
  expect(JSON.stringify(page.body)).toContain('Viện Mẫu');
  await hospital.close();
});
