import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import type { ChargeItem, DiagnosticReport, Observation, Patient, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stateOf } from '../rules/referral-task.ts';
import { type Ordered, openReferralWorld, type ReferralWorld, VITAMIN } from '../stories/open-referral-world.ts';
import { theirReport } from '../stories/their-report.ts';
import { completeReferral } from './complete-referral.ts';
import { referralDesk } from './referral-desk.ts';
import { sendConsignment } from './send-consignment.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await openReferralWorld();
});
afterAll(() => world.hospital.close());

const store = () => world.hospital.as('tool').store;
const doctor = () => world.hospital.as('lab-doctor');

async function sentOut(): Promise<Ordered & { at: string; orderNumber: string }> {
  const [one] = await world.ordered([VITAMIN]);
  if (one === undefined) throw new Error('nothing ordered');
  const at = `Task/${(await world.referral(one.order))?.id}`;
  await world.hospital.as('lab-technician').call(sendConsignment, undefined, {
    laboratory: { reference: world.institute },
    task: [{ reference: at }],
    temperature: 'cool',
  });
  return { ...one, at, orderNumber: identifierValue(one.order, identifierSystems.orderNumber) ?? '' };
}

async function answered(told: ReturnType<typeof theirReport>): Promise<{ reference: string }> {
  await store().update(told.result);
  await store().update(told.report);
  await world.hospital.settled();
  return { reference: `DiagnosticReport/${told.report.id}` };
}

const complete = (at: string, report: { reference: string }) => doctor().call<Task>(completeReferral, at, { report });

test('nơi làm trả kết quả có số chỉ định: việc sang “đã về”; nhận rồi thì chỉ định xong, tính tiền một lần, phiếu trống rời bàn', async () => {
  const { at, order, report, orderNumber } = await sentOut();
  const theirs = await answered(theirReport(world.patient, { number: orderNumber }));
  const desk = await doctor().call(referralDesk, undefined, { state: 'returned' });
  expect(desk).toMatchObject({ returned: 1, entry: [{ report: theirs }] });
  const task = await complete(at, theirs);
  expect(task).toMatchObject({ status: 'completed', output: [{ valueReference: theirs }] });
  expect(stateOf(task)).toBeUndefined();
  expect((await store().read('ServiceRequest', order.id ?? '')).status).toBe('completed');
  const own: DiagnosticReport = await store().read('DiagnosticReport', report.id ?? '');
  expect(own).toMatchObject({
    status: 'cancelled',
    conclusion: 'Kết quả do Viện Vi sinh Miền Nam trả, phiếu số 79001/V-77.',
  });
  expect(own.meta?.tag?.some(({ system }) => system === codeSystems.labBench)).not.toBe(true);
  const joined: DiagnosticReport = await store().read('DiagnosticReport', theirs.reference.split('/')[1] ?? '');
  expect(joined).toMatchObject({ basedOn: [{ reference: `ServiceRequest/${order.id}` }], encounter: order.encounter });
  const result: Observation = await store().read('Observation', `ngoai-kq-${orderNumber}`);
  expect(result).toMatchObject({ status: 'final', encounter: order.encounter, valueQuantity: { value: 310 } });
  await world.hospital.settled();
  const charges: ChargeItem[] = await world.hospital.all('ChargeItem');
  expect(charges.filter(({ service }) => service?.[0]?.reference === theirs.reference)).toHaveLength(1);
  await expect(complete(at, theirs)).rejects.toMatchObject({ code: 'lab-referral.notOpen' });
});

test('phiếu tại đây có kết quả và được duyệt: việc gửi mẫu tự xong', async () => {
  const { at, report } = await sentOut();
  await store().update({ ...report, status: 'final', issued: '2026-03-03T09:00:00+07:00' });
  await world.hospital.settled();
  expect(await store().read('Task', at.split('/')[1] ?? '')).toMatchObject({ status: 'completed' });
});

test('từ chối: phiếu của người khác, của nơi khác, chưa cuối, phiếu tại đây đã có kết quả, chỉ định đã xong', async () => {
  const { at, order, report } = await sentOut();
  const stranger = await store().create<Patient>({ resourceType: 'Patient', name: [{ text: 'Người khác' }] });
  for (const told of [theirReport(stranger), theirReport(world.patient, { by: '79002' })])
    await expect(complete(at, await answered(told))).rejects.toMatchObject({ code: 'lab-referral.notTheirReport' });
  const { result, report: early } = theirReport(world.patient);
  const draft = await answered({ result, report: { ...early, status: 'preliminary' } });
  await expect(complete(at, draft)).rejects.toMatchObject({ code: 'lab-referral.reportNotFinal' });
  const good = await answered({ result, report: early });
  await store().update({ ...report, result: [{ reference: `Observation/${result.id}` }] });
  await expect(complete(at, good)).rejects.toMatchObject({ code: 'lab-referral.ownResults' });
  const read = await store().read('ServiceRequest', order.id ?? '');
  await store().update({ ...read, status: 'completed' });
  await expect(complete(at, good)).rejects.toMatchObject({ code: 'lab-referral.notOpen' });
});

test('dịch vụ không có trong danh mục của ngày chỉ định: không nhận được, không gì bị ghi dở', async () => {
  const { at, order } = await sentOut();
  const read = await store().read('ServiceRequest', order.id ?? '');
  await store().update({ ...read, authoredOn: '2025-12-31T07:10:00+07:00' });
  const good = await answered(theirReport(world.patient));
  await expect(complete(at, good)).rejects.toMatchObject({ code: 'lab-referral.notInForce' });
  expect(await store().read('ServiceRequest', order.id ?? '')).toMatchObject({ status: 'active' });
  expect(stateOf(await store().read('Task', at.split('/')[1] ?? ''))).toBe('sent');
});

test('phiếu gọi tên chỉ định nhưng của người bệnh khác thì không động đến việc gửi mẫu', async () => {
  const { at, orderNumber } = await sentOut();
  const stranger = await store().create<Patient>({ resourceType: 'Patient', name: [{ text: 'Người khác' }] });
  await answered(theirReport(stranger, { number: orderNumber }));
  expect(stateOf(await store().read('Task', at.split('/')[1] ?? ''))).toBe('sent');
});
