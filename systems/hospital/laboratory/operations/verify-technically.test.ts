import { codeSystems, identifierSystems } from '@lienmach/core';
import type { ActivityDefinition, DetectedIssue, DiagnosticReport } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzerAnswer, codeOf } from '../stories/analyzer-answer.ts';
import { ELECTROLYTES, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { twoStepElectrolytes } from '../stories/site-rows.ts';
import { amendReport } from './amend-report.ts';
import { bench } from './bench.ts';
import { enterResults } from './enter-results.ts';
import { orderTests } from './order-tests.ts';
import { resultSheet } from './result-sheet.ts';
import { verifyReport } from './verify-report.ts';
import { verifyTechnically } from './verify-technically.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
  await world.hospital.as('tool').store.create<ActivityDefinition>(twoStepElectrolytes);
});
afterAll(() => world.hospital.close());

async function newReport(test: string, collectedAt = '2026-03-02T07:28:00+07:00'): Promise<DiagnosticReport> {
  const { order } = await world.hospital.as('doctor').call(orderTests, world.visit, { test: [test], collectedAt });
  await world.hospital.settled();
  const reports = await world.hospital.all('DiagnosticReport');
  const report = reports.find(({ basedOn }) => basedOn?.[0]?.reference === `ServiceRequest/${order[0]?.id}`);
  if (report === undefined) throw new Error('no report');
  return report;
}

const result = (k: string) => [
  { indicator: 'NA', value: '140' },
  { indicator: 'K', value: k },
  { indicator: 'CL', value: '101' },
];

test('hai bước: chưa duyệt kỹ thuật thì bác sĩ không trả được; sửa sau đó thì phải duyệt kỹ thuật lại', async () => {
  const { hospital } = world;
  const at = `DiagnosticReport/${(await newReport(ELECTROLYTES)).id}`;
  const [technician, doctor] = [hospital.as('lab-technician'), hospital.as('lab-doctor')];
  await technician.call(enterResults, at, { result: result('6,15') });
  await hospital.settled();
  const sheet = await technician.call(resultSheet, at);
  expect(sheet).toMatchObject({ state: 'to-verify', steps: 2 });
  expect(sheet.indicator.map(({ code, passes, reason }) => [code, passes, reason])).toEqual([
    ['NA', true, undefined],
    ['K', false, ['reference']],
    ['CL', true, undefined],
  ]);
  await expect(doctor.call(verifyReport, at)).rejects.toMatchObject({ code: 'laboratory.firstStepMissing' });
  await expect(technician.call(verifyTechnically, at, { version: 'cũ' })).rejects.toMatchObject({ status: 412 });
  await technician.call(verifyTechnically, at, { version: sheet.version });
  expect(await technician.call(bench, undefined, { instrument: 'SH-01' })).toMatchObject({
    count: { toRelease: 1 },
    entry: [{ state: 'to-release' }],
  });
  await technician.call(enterResults, at, { result: [{ indicator: 'CL', value: '102' }] });
  await expect(doctor.call(verifyReport, at)).rejects.toMatchObject({ code: 'laboratory.firstStepMissing' });
  await technician.call(verifyTechnically, at);
  expect(await doctor.call(verifyReport, at)).toMatchObject({
    status: 'final',
    performer: [{ reference: 'Practitioner/lab-technician' }],
    resultsInterpreter: [{ reference: 'Practitioner/lab-doctor' }],
  });
});

test('xét nghiệm một bước không có duyệt kỹ thuật; thiếu kết quả thì bước một cũng không qua', async () => {
  const { hospital } = world;
  const one = `DiagnosticReport/${(await newReport(GLUCOSE)).id}`;
  const technician = hospital.as('lab-technician');
  await technician.call(enterResults, one, { result: [{ indicator: 'GLU', value: '5,1' }] });
  await expect(technician.call(verifyTechnically, one)).rejects.toMatchObject({ code: 'laboratory.notTwoSteps' });
  const two = `DiagnosticReport/${(await newReport(ELECTROLYTES)).id}`;
  await technician.call(enterResults, two, { result: [{ indicator: 'NA', value: '140' }], complete: true });
  await expect(technician.call(verifyTechnically, two)).rejects.toMatchObject({ code: 'laboratory.resultsMissing' });
  await hospital.as('lab-technician').call(verifyTechnically, two, { incomplete: true });
  await hospital.as('lab-doctor').call(verifyReport, two, { incomplete: true });
});

test('máy trả kết quả tốt: bước một tự qua theo quy tắc, bác sĩ vẫn phải trả; máy bị giữ vì kiểm tra chất lượng thì không ai duyệt được', async () => {
  const { hospital } = world;
  const { store } = hospital.as('tool');
  const answer = async (controlId: string, k: string) => {
    const values = [
      ['NA', '140', 'mmol/L'],
      ['K', k, 'mmol/L'],
      ['CL', '101', 'mmol/L'],
    ] as const;
    const raw = analyzerAnswer(hospital.sent.at(-1)?.content ?? '', { controlId, results: values });
    expect(codeOf(await hospital.inbound.receive(raw, 'lab-analyzer'))).toBe('AA');
    await hospital.settled();
  };
  const good = await newReport(ELECTROLYTES, '2026-03-02T07:29:00+07:00');
  await answer('T1', '5.6');
  const passed = await store.read('DiagnosticReport', good.id ?? '');
  expect(passed).toMatchObject({ status: 'preliminary', performer: [{ display: 'Tự duyệt theo quy tắc' }] });
  expect((await hospital.as('lab-doctor').call(resultSheet, `DiagnosticReport/${good.id}`)).state).toBe('to-release');

  const hold = await store.create<DetectedIssue>({
    resourceType: 'DetectedIssue',
    status: 'preliminary',
    meta: { tag: [{ system: codeSystems.labHoldState, code: 'open' }] },
    implicated: [{ identifier: { system: identifierSystems.instrument, value: 'XN.1.MAYGIA01' } }],
    evidence: [{ code: [{ coding: [{ system: codeSystems.labIndicator, code: 'K' }] }] }],
  });
  const doctor = hospital.as('lab-doctor');
  const technician = hospital.as('lab-technician');
  const held = { code: 'laboratory.underHold', status: 422 };
  const closed = {
    ...hold,
    status: 'final' as const,
    meta: { tag: [{ system: codeSystems.labHoldState, code: 'closed' }] },
  };
  await expect(doctor.call(verifyReport, `DiagnosticReport/${good.id}`)).rejects.toMatchObject(held);
  // typing the machine's value again frees it from no hold
  const retyped = { result: [{ indicator: 'K', value: '5,6' }] };
  await technician.call(enterResults, `DiagnosticReport/${good.id}`, retyped);
  await expect(technician.call(verifyTechnically, `DiagnosticReport/${good.id}`)).rejects.toMatchObject(held);
  await store.update(closed);
  await technician.call(verifyTechnically, `DiagnosticReport/${good.id}`);
  expect(await doctor.call(verifyReport, `DiagnosticReport/${good.id}`)).toMatchObject({ status: 'final' });
  const { id: _id, ...again } = hold;
  const second = await store.create<DetectedIssue>(again);
  const change = { result: [{ indicator: 'K', value: '4.6' }], reason: 'đo lại bằng tay' };
  await expect(doctor.call(amendReport, `DiagnosticReport/${good.id}`, change)).rejects.toMatchObject(held);
  await store.update({ ...closed, id: second.id });

  hospital.tick(120);
  const steep = await newReport(ELECTROLYTES, '2026-03-02T09:00:00+07:00');
  await answer('T2', '4.1');
  const jumped = await doctor.call(resultSheet, `DiagnosticReport/${steep.id}`);
  expect(jumped).toMatchObject({ state: 'to-verify' });
  expect(jumped.indicator.find(({ code }) => code === 'K')).toMatchObject({ passes: false, reason: ['delta'] });
});
