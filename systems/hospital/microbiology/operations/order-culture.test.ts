import { codeSystems, identifierSystems } from '@lienmach/core';
import type { DiagnosticReport, Encounter, ServiceRequest } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cultureServices } from '../catalogs/culture-services.ts';
import { type CultureWorld, openCultureWorld } from '../stories/open-culture-world.ts';
import { orderCulture } from './order-culture.ts';

const CULTURE = '24.0004.1716';
let world: CultureWorld;
let encounter: Encounter;
beforeAll(async () => {
  // the anaerobic culture has no price any more
  const prices = cultureServices.map(({ code, name }) => ({
    system: codeSystems.services7603,
    code,
    display: name,
    properties: { price: 294_000, unit: 'Lần' },
    ...(code === '24.0010.1692' ? { validTo: '2026-03-01' } : {}),
  }));
  world = await openCultureWorld({ concepts: prices });
  encounter = await world.hospital.as('tool').store.create<Encounter>({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${world.patient.id}` },
    period: { start: '2026-03-02T07:00:00+07:00' },
  });
});
afterAll(() => world.hospital.close());

const order = (input: object) =>
  world.hospital
    .as('doctor')
    .call<{ order: ServiceRequest; report: DiagnosticReport }>(
      'Encounter/$order-culture',
      `Encounter/${encounter.id}`,
      {
        service: CULTURE,
        kind: 'blood',
        ...input,
      },
    );
const refusal = (code: string) => ({ code: `microbiology.${code}` });

test('bác sĩ chỉ định cấy máu; phòng vi sinh nhận, trả kết quả cuối thì có một dòng phí; hai lần lấy máu là hai chỉ định', async () => {
  const drawn = '2026-03-02T07:20:00+07:00';
  const made = await order({ collectedAt: drawn, urgent: true });
  expect(made.order).toMatchObject({ status: 'active', priority: 'stat', category: [{ coding: [{ code: 'MB' }] }] });
  expect(made.report).toMatchObject({ status: 'registered', id: `mb-${made.order.id}` });
  const tube = await world.hospital.as('tool').store.read('Specimen', `mau-${made.order.id}`);
  expect(tube).toMatchObject({ type: { text: 'Máu' }, collection: { collectedDateTime: drawn } });
  await expect(order({ collectedAt: drawn })).rejects.toMatchObject(refusal('orderedTwice'));
  await order({ collectedAt: '2026-03-02T07:25:00+07:00' });

  const report = await world.hospital
    .as('lab-technician')
    .call<DiagnosticReport>('ServiceRequest/$receive-culture', `ServiceRequest/${made.order.id}`);
  world.hospital.tick(5 * 24 * 60);
  await world.save(report, { reading: [{ day: 5, state: 'no-growth' }] });
  await world.release(report, { stage: 'final' });
  const charges = await world.hospital.all('ChargeItem');
  expect(charges).toEqual([expect.objectContaining({ priceOverride: { value: 294_000, currency: 'VND' } })]);
  await world.save(report, { reading: [{ day: 5, state: 'no-growth' }], comment: 'Đã xem lại' });
  await world.release(report, { stage: 'final', reason: 'Ghi thêm nhận xét sau khi trả' });
  expect(await world.hospital.all('ChargeItem')).toHaveLength(1);
});

test('từ chối: không phải nuôi cấy, loại bệnh phẩm lạ, giờ lấy ở tương lai, hết giá, không còn số, lượt khám đã đóng', async () => {
  await expect(order({ service: '22.0120.1370' })).rejects.toMatchObject(refusal('notACulture'));
  await expect(order({ kind: 'saliva' })).rejects.toMatchObject(refusal('unknownKind'));
  await expect(order({ collectedAt: '2027-03-02T07:20:00+07:00' })).rejects.toMatchObject(refusal('collectedInFuture'));
  await expect(order({ service: '24.0010.1692' })).rejects.toMatchObject(refusal('notInForce'));
  const { store } = world.hospital.as('tool');
  const actor = { reference: 'Practitioner/doctor', display: 'doctor', roles: ['tool'], client: 'test' };
  const context = world.hospital.host.contextOf(actor, 'Encounter$order-culture');
  await store.create<ServiceRequest>({
    resourceType: 'ServiceRequest',
    status: 'completed',
    intent: 'order',
    subject: { reference: `Patient/${world.patient.id}` },
    identifier: [{ system: identifierSystems.orderNumber, value: `${today()}X000007` }],
  });
  const loaded = new Proxy(context, {
    get: (target, name: keyof typeof context) =>
      name === 'randomBytes' ? () => Uint8Array.of(0, 0, 0, 7) : target[name],
  });
  const run = orderCulture.run(loaded, encounter.id ?? '', { service: CULTURE, kind: 'urine' });
  await expect(run).rejects.toMatchObject({ ...refusal('noFreeNumber'), status: 503 });
  await store.update({ ...(await store.read('Encounter', encounter.id ?? '')), status: 'finished' });
  await expect(order({ kind: 'stool' })).rejects.toMatchObject(refusal('visitClosed'));
});

/** the clock of the world, as numbers begin */
const today = (): string => world.hospital.now().toISOString().slice(2, 10).replaceAll('-', '');
