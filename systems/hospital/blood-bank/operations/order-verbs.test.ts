import { extensions, identifierSystems, identifierValue, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { ServiceRequest, Specimen, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BankWorld, openBankWorld } from '../stories/open-bank-world.ts';
import { drawNumber } from './write-bank.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `blood-bank.${code}` });

test('bác sĩ dự trù máu; bấm lại ngay không thành hai; thiếu gì nói hết một lần', async () => {
  const { visit } = await world.patient('BN26000001');
  const order = await world.order(visit);
  expect(order).toMatchObject({
    status: 'active',
    priority: 'routine',
    code: { text: 'Khối hồng cầu' },
    quantityQuantity: { value: 2 },
    requester: { reference: 'Practitioner/doctor' },
  });
  expect(identifierValue(order, identifierSystems.orderNumber)).toMatch(/^260302M\d{6}$/);
  await refused(world.order(visit), 'orderedTwice');
  const bad = { component: 'gold', units: 21, urgency: 'soon', reason: ' x ', emergencyReason: 'x' };
  await expect(world.order(visit, bad)).rejects.toMatchObject({
    outcome: {
      issue: ['unknownComponent', 'badAmount', 'unknownUrgency', 'reasonMissing', 'reasonMissing'].map((code) => ({
        details: { coding: [{ code: `blood-bank.${code}` }] },
      })),
    },
  });
  world.hospital.tick(6);
  await expect(world.order(visit)).resolves.toMatchObject({ status: 'active' });
});

test('lượt khám đã đóng hoặc người bệnh chưa có mã: không dự trù', async () => {
  const { visit } = await world.patient('BN26000002');
  const { store } = world.hospital.as('tool');
  const encounter = await store.read('Encounter', visit.slice(10));
  await store.update({ ...encounter, status: 'finished' });
  await refused(world.order(visit), 'visitClosed');
  const nameless = await world.patient('BN26000003', {
    identifier: [{ system: identifierSystems.passport, value: 'X0000001' }],
  });
  await refused(world.order(nameless.visit), 'patientNumberMissing');
});

test('phát khẩn mang tên bác sĩ và lý do; không lý do không được', async () => {
  const { visit } = await world.patient('BN26000004');
  const order = await world.order(visit);
  const at = `ServiceRequest/${order.id}`;
  await refused(world.press('doctor', 'ServiceRequest/$declare-emergency', at, { reason: '...' }), 'reasonMissing');
  const urgent = await world.press<ServiceRequest>('doctor', 'ServiceRequest/$declare-emergency', at, {
    reason: 'Sốc mất máu, vỡ lách',
  });
  expect(urgent.priority).toBe('stat');
  expect(urgent.extension?.[0]).toMatchObject({
    url: extensions.emergencyRelease,
    extension: [{ valueString: 'doctor' }, { valueString: 'Sốc mất máu, vỡ lách' }, {}],
  });
});

test('phát khẩn và mẫu máu không ghi được bằng FHIR thường', async () => {
  const { visit } = await world.patient('BN26000014');
  const order = await world.order(visit);
  const emergency = { url: extensions.emergencyRelease, extension: [{ url: 'by', valueString: 'Ai đó' }] };
  const { store } = world.hospital.as('lab-technician');
  await refused(store.update({ ...order, extension: [emergency] }), 'byRoomOnly');
  const sample = await world.sample(order, 'BN26000014');
  const nurse = world.hospital.as('nurse').store;
  const { id: _, meta, identifier: __, ...tube } = sample;
  await refused(
    nurse.update({ ...sample, collection: { collectedDateTime: '2026-03-02T09:00:00+07:00' } }),
    'byRoomOnly',
  );
  await refused(nurse.create<Specimen>({ ...tube, meta: { tag: meta?.tag ?? [] } }), 'byRoomOnly');
});

test('lấy mẫu phải quét đúng vòng tay; mã người khác thì dừng', async () => {
  const { visit } = await world.patient('BN26000005');
  const order = await world.order(visit);
  await refused(world.sample(order, 'BN26000004'), 'wrongPatient');
  await refused(world.sample(order, '2600000'), 'wrongPatient');
  const sample = await world.sample(order, 'bn-26000005');
  expect(identifierValue(sample, identifierSystems.specimenNumber)).toMatch(/^260302B\d{6}$/);
  const other = await world.hospital.as('tool').store.create<ServiceRequest>({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: order.subject,
  });
  await refused(world.sample(other, 'BN26000005'), 'notABloodOrder');
});

test('hủy dự trù: túi đang giữ về kho, không giữ thêm được nữa', async () => {
  const { order } = await world.confirmed('BN26000006');
  const bag = await world.bag('HN-26-00001', 'A+');
  const use = await world.reserve(order, bag);
  const at = `ServiceRequest/${order.id}`;
  await refused(world.press('doctor', 'ServiceRequest/$cancel-blood-order', at, { reason: '' }), 'reasonMissing');
  await world.press('doctor', 'ServiceRequest/$cancel-blood-order', at, { reason: 'Người bệnh chuyển viện' });
  const { store } = world.hospital.as('tool');
  expect(await store.read('Task', use.id ?? '')).toMatchObject<Partial<Task>>({ status: 'cancelled' });
  expect((await store.read('BiologicallyDerivedProduct', bag.id ?? '')).meta?.tag?.[0]?.code).toBe('available');
  await refused(world.reserve(order, bag), 'orderNotActive');
});

/** chance that draws one number for ever */
function loaded(draw: number): Context {
  const actor = { reference: 'Practitioner/doctor', display: 'doctor', roles: ['doctor'], client: 'test' };
  const context = world.hospital.host.contextOf(actor);
  const randomBytes = () => Uint8Array.of(0, 0, 0, draw);
  return new Proxy(context, {
    get: (target, name: keyof Context) => (name === 'randomBytes' ? randomBytes : target[name]),
  });
}

test('mười lần bốc trúng số ống đã dùng: báo bấm lại', async () => {
  const day = toVnDay(world.hospital.now()).slice(2).replaceAll('-', '');
  expect(await drawNumber(loaded(7), 'Specimen')).toBe(`${day}B000007`);
  await world.hospital.as('tool').store.create<Specimen>({
    resourceType: 'Specimen',
    identifier: [{ system: identifierSystems.specimenNumber, value: `${day}B000007` }],
  });
  await expect(drawNumber(loaded(7), 'Specimen')).rejects.toMatchObject({
    code: 'blood-bank.noFreeNumber',
    status: 503,
  });
});
