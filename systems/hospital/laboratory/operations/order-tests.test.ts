import { identifierSystems, identifierValue } from '@lienmach/core';
import type { Encounter } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BLOOD_COUNT, ELECTROLYTES, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { type OrderTestsInput, orderTests } from './order-tests.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

const order = (input: OrderTestsInput, visit = world.visit) =>
  world.hospital.as('doctor').call(orderTests, visit, input);

test('bác sĩ chỉ định ba xét nghiệm: ba chỉ định, ba phiếu chờ, hai ống', async () => {
  const { hospital, visit, patient } = world;
  const collectedAt = '2026-03-02T07:25:00+07:00';
  const done = await order({ test: [BLOOD_COUNT, GLUCOSE, ELECTROLYTES], collectedAt });
  expect(done.order).toHaveLength(3);
  expect(done.specimen).toHaveLength(2);
  expect(done.order[0]).toMatchObject({
    status: 'active',
    intent: 'order',
    subject: { reference: `Patient/${patient.id}` },
    encounter: { reference: visit },
    requester: { reference: 'Practitioner/doctor' },
    authoredOn: '2026-03-02T07:30:00+07:00',
  });
  expect(new Set(done.order.map((one) => one.requisition?.value)).size).toBe(1);
  const numbers = done.order.map((one) => identifierValue(one, identifierSystems.orderNumber));
  for (const number of numbers) expect(number).toMatch(/^260302X\d{6}$/);
  expect(new Set(numbers).size).toBe(3);
  for (const tube of done.specimen) {
    expect(identifierValue(tube, identifierSystems.specimenNumber)).toMatch(/^260302\d{6}$/);
    expect(tube.collection?.collectedDateTime).toBe(collectedAt);
  }
  const [count] = done.order;
  const reports = await hospital.all('DiagnosticReport');
  const report = reports.find((one) => one.basedOn?.[0]?.reference === `ServiceRequest/${count?.id}`);
  expect(report).toMatchObject({ status: 'registered', specimen: count?.specimen });
  await expect(hospital.all('ChargeItem')).resolves.toEqual([]); // nothing is done yet
});

test('xét nghiệm đang chờ kết quả không chỉ định lại; một mã sai thì không ghi gì cả', async () => {
  const before = (await world.hospital.all('ServiceRequest')).length;
  await expect(order({ test: [GLUCOSE] })).rejects.toMatchObject({ code: 'laboratory.orderedTwice', status: 409 });
  await expect(order({ test: ['23.0083.1523', '00.0000.0000'] })).rejects.toMatchObject({
    code: 'laboratory.unknownTest',
    status: 422,
  });
  await expect(order({ test: [] })).rejects.toMatchObject({ code: 'laboratory.nothingOrdered' });
  expect(await world.hospital.all('ServiceRequest')).toHaveLength(before);
});

test('bấm chỉ định hai lần cùng lúc: một chỉ định, một ống', async () => {
  const { store } = world.hospital.as('tool');
  const { id: _, meta: __, identifier: ___, ...encounter } = world.encounter;
  const visit = await store.create<Encounter>({ ...encounter, status: 'in-progress' });
  const press = () => order({ test: ['23.0083.1523'], collectedAt: '2026-03-02T00:20:00Z' }, `Encounter/${visit.id}`);
  const both = await Promise.allSettled([press(), press()]);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'laboratory.orderedTwice' },
  });
  const tubes = both.flatMap((one) => (one.status === 'fulfilled' ? one.value.specimen : []));
  expect(tubes).toMatchObject([{ collection: { collectedDateTime: '2026-03-02T07:20:00+07:00' } }]);
});

test('giá của xét nghiệm hết hiệu lực hôm qua: không chỉ định được', async () => {
  await expect(order({ test: ['23.0003.1494'] })).rejects.toMatchObject({ code: 'laboratory.notInForce', status: 422 });
});

test('giờ lấy mẫu ở tương lai hoặc trước lượt khám bị từ chối', async () => {
  const wrong = (collectedAt: string) => order({ test: ['23.0083.1523'], collectedAt });
  await expect(wrong('2026-03-02T07:30:01+07:00')).rejects.toMatchObject({ code: 'laboratory.collectedInFuture' });
  await expect(wrong('2026-03-02T06:59:59+07:00')).rejects.toMatchObject({ code: 'laboratory.collectedBeforeVisit' });
});

test('lượt khám đã kết thúc: mọi trở ngại được nói cùng lúc', async () => {
  const { store } = world.hospital.as('tool');
  const { id: _, meta: __, ...encounter } = world.encounter;
  const closed = await store.create<Encounter>({ ...encounter, status: 'finished' });
  const refusal = order({ test: ['00.0000.0000'] }, `Encounter/${closed.id}`);
  await expect(refusal).rejects.toMatchObject({
    outcome: {
      issue: [
        { details: { coding: [{ code: 'laboratory.visitClosed' }] } },
        { details: { coding: [{ code: 'laboratory.unknownTest' }] } },
      ],
    },
  });
});

test('chỉ định tới máy bằng HL7 một lần, theo thứ tự của người bệnh', async () => {
  await world.hospital.settled();
  const { hospital, patient } = world;
  expect(hospital.sent.map(({ channel }) => channel)).toEqual(Array(4).fill('lab-analyzer'));
  expect(new Set(hospital.sent.map(({ key }) => key))).toEqual(new Set([`Patient/${patient.id}`]));
  expect(new Set(hospital.sent.map(({ controlId }) => controlId)).size).toBe(4);
});
