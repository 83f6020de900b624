import { codeSystems, readCharge } from '@lienmach/core';
import type { DiagnosticReport } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzerAnswer, codeOf } from '../stories/analyzer-answer.ts';
import { ELECTROLYTES, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { orderTests } from './order-tests.ts';
import { verifyReport } from './verify-report.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

async function reportOf(order: string | undefined): Promise<DiagnosticReport> {
  const reports = await world.hospital.all('DiagnosticReport');
  const report = reports.find((one) => one.basedOn?.[0]?.reference === `ServiceRequest/${order}`);
  if (report === undefined) throw new Error('no report');
  return report;
}

test('bác sĩ xét nghiệm duyệt phiếu: kết quả, phiếu, chỉ định và chi phí đổi cùng lúc; duyệt lần hai bị từ chối', async () => {
  const { hospital, visit } = world;
  const { order } = await hospital.as('doctor').call(orderTests, visit, {
    test: [ELECTROLYTES],
    collectedAt: '2026-03-02T07:28:00+07:00',
  });
  await hospital.settled();
  const results = [
    ['NA', '140', 'mmol/L'],
    ['K', '5.4', 'mmol/L'],
    ['CL', '101', 'mmol/L'],
  ] as const;
  const raw = analyzerAnswer(hospital.sent[0]?.content ?? '', { controlId: 'R1', results });
  expect(codeOf(await hospital.inbound.receive(raw, 'lab-analyzer'))).toBe('AA');
  hospital.tick(25);

  const lab = hospital.as('lab-doctor');
  const { id } = await reportOf(order[0]?.id);
  const report = await lab.call(verifyReport, `DiagnosticReport/${id}`, { conclusion: 'Kali tăng nhẹ' });
  expect(report).toMatchObject({
    status: 'final',
    issued: '2026-03-02T07:55:00+07:00',
    effectiveDateTime: '2026-03-02T07:28:00+07:00',
    resultsInterpreter: [{ reference: 'Practitioner/lab-doctor' }],
    conclusion: 'Kali tăng nhẹ',
  });
  const observations = await hospital.all('Observation');
  expect(observations.map(({ status }) => status)).toEqual(['final', 'final', 'final']);
  expect((await hospital.all('ServiceRequest'))[0]?.status).toBe('completed');

  const charges = await hospital.all('ChargeItem');
  expect(charges).toHaveLength(1);
  const [charge] = charges.map(readCharge);
  expect(charge).toMatchObject({
    kind: 'service',
    code: ELECTROLYTES,
    hospitalUnitPrice: 40_000_000n,
    costGroup: '1',
    department: 'K42',
    device: 'XN.1.MAYGIA01',
    orderedAt: '2026-03-02T07:30:00+07:00',
    performedAt: '2026-03-02T07:28:00+07:00',
    orderedBy: [{ reference: 'Practitioner/doctor' }],
    performedBy: [{ reference: 'Practitioner/lab-doctor' }],
    encounter: { reference: visit },
    service: [{ reference: `DiagnosticReport/${id}` }],
    supportingInformation: [{ reference: `ServiceRequest/${order[0]?.id}` }],
  });

  await expect(lab.call(verifyReport, `DiagnosticReport/${id}`)).rejects.toMatchObject({
    code: 'laboratory.notPreliminary',
    status: 422,
  });
  expect(await hospital.all('ChargeItem')).toHaveLength(1);

  const late = analyzerAnswer(hospital.sent[0]?.content ?? '', { controlId: 'R2', results });
  expect(codeOf(await hospital.inbound.receive(late, 'lab-analyzer'))).toBe('AE');
  const [parked] = await hospital.inbound.log.list('parked');
  expect(parked?.reason?.issue[0]?.details?.text).toContain('Phiếu đã duyệt');
});

test('chưa ghi giờ lấy mẫu thì không duyệt được, kết quả vẫn ở lại', async () => {
  const { hospital, visit } = world;
  const { order } = await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE] });
  await hospital.settled();
  const raw = analyzerAnswer(hospital.sent.at(-1)?.content ?? '', {
    controlId: 'R3',
    results: [['GLU', '5.1', 'mmol/L']],
  });
  expect(codeOf(await hospital.inbound.receive(raw, 'lab-analyzer'))).toBe('AA');
  const { id } = await reportOf(order[0]?.id);
  await expect(hospital.as('lab-doctor').call(verifyReport, `DiagnosticReport/${id}`)).rejects.toMatchObject({
    code: 'laboratory.notCollected',
  });
  expect((await reportOf(order[0]?.id)).status).toBe('preliminary');
});

test('giá bị xóa khỏi danh mục sau khi chỉ định: nói rõ, không duyệt thiếu chi phí', async () => {
  const { hospital, visit } = world;
  const { store } = hospital.as('tool');
  const { order } = await hospital.as('doctor').call(orderTests, visit, {
    test: ['23.0083.1523'],
    collectedAt: '2026-03-02T07:50:00+07:00',
  });
  const [request] = order;
  if (request === undefined) throw new Error('no order');
  await hospital.settled();
  const results = [['HBA1C', '5.2', '%']] as const;
  const raw = analyzerAnswer(hospital.sent.at(-1)?.content ?? '', { controlId: 'R4', results });
  expect(codeOf(await hospital.inbound.receive(raw, 'lab-analyzer'))).toBe('AA');
  const current = await store.read('ServiceRequest', request.id ?? '');
  await store.update({
    ...current,
    code: { coding: [{ system: codeSystems.services7603, code: '00.0000.0000' }], text: 'HbA1c' },
  });
  const { id } = await reportOf(request.id);
  await expect(hospital.as('lab-doctor').call(verifyReport, `DiagnosticReport/${id}`)).rejects.toMatchObject({
    code: 'laboratory.notInForce',
  });
});

test('máy nói xong (OBR F) mà thiếu chỉ số: không duyệt được cho đến khi duyệt thiếu có chủ ý; phiếu đổi sau khi xem thì phải xem lại', async () => {
  const { hospital, visit } = world;
  const { order } = await hospital.as('doctor').call(orderTests, visit, {
    test: [ELECTROLYTES],
    collectedAt: '2026-03-02T07:28:00+07:00',
  });
  await hospital.settled();
  const raw = analyzerAnswer(hospital.sent.at(-1)?.content ?? '', {
    controlId: 'R9',
    results: [['NA', '140', 'mmol/L']],
  });
  expect(codeOf(await hospital.inbound.receive(raw, 'lab-analyzer'))).toBe('AA');
  const report = await reportOf(order[0]?.id);
  const at = `DiagnosticReport/${report.id}`;
  const lab = hospital.as('lab-doctor');
  await expect(lab.call(verifyReport, at)).rejects.toMatchObject({ code: 'laboratory.resultsMissing', status: 422 });
  await expect(lab.call(verifyReport, at, { incomplete: true, version: 'old' })).rejects.toMatchObject({
    code: 'laboratory.sheetChanged',
    status: 412,
  });
  const seen = report.meta?.versionId ?? '';
  expect(await lab.call(verifyReport, at, { incomplete: true, version: seen })).toMatchObject({ status: 'final' });
});
