import { identifierSystems } from '@lienmach/core';
import type { Specimen } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BIOPSY, type CaseWorld, FROZEN, openCaseWorld, refusal } from '../stories/open-case-world.ts';
import { drawNumber } from './draw-number.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

test('chỉ định: mỗi lọ một mã, có vị trí và giờ vào cố định; phiếu chờ nhận bệnh phẩm', async () => {
  const lo = { site: 'breast', what: 'U vú phải', collectedAt: '2026-03-02T07:00:00+07:00' };
  const order = await world.order(BIOPSY, {
    container: [{ ...lo, fixedAt: '2026-03-02T07:15:00+07:00' }, { what: 'Hạch nách' }],
    clinical: 'U 2 cm',
    suspected: true,
  });
  expect(order).toMatchObject({ status: 'active', priority: 'routine', note: [{ text: 'U 2 cm' }] });
  const [first, second] = await Promise.all(
    (order.specimen ?? []).map((one): Promise<Specimen> => world.hospital.as('tool').store.follow('Specimen', one)),
  );
  expect(first).toMatchObject({
    type: { text: 'U vú phải' },
    collection: { bodySite: { text: 'Vú' } },
    processing: [{ timeDateTime: '2026-03-02T07:15:00+07:00' }],
  });
  expect(first?.identifier?.[0]?.value).toMatch(/^260302\d{6}$/);
  expect(second?.collection?.collectedDateTime).toBeUndefined();
  const report = await world.hospital.as('doctor').store.read('DiagnosticReport', `path-${order.id}`);
  expect(report).toMatchObject({ status: 'registered', category: [{ coding: [{ code: 'SP' }] }] });
  expect((await world.order(FROZEN)).priority).toBe('stat');
});

test('từ chối: dịch vụ lạ, hết hiệu lực, không có lọ, quá nhiều lọ, vị trí lạ, thiếu tên bệnh phẩm, giờ ngược, bấm hai lần, lượt khám đã đóng', async () => {
  const lo = { what: 'Mảnh sinh thiết' };
  await expect(world.order('22.0120.1370')).rejects.toMatchObject(refusal('unknownService'));
  await expect(world.order('25.0022.1735')).rejects.toMatchObject(refusal('notInForce'));
  await expect(world.order(BIOPSY, { container: [] })).rejects.toMatchObject(refusal('noContainer'));
  const many = Array.from({ length: 21 }, () => lo);
  await expect(world.order(BIOPSY, { container: many })).rejects.toMatchObject(refusal('tooManyContainers'));
  const bad = (one: object) => world.order(BIOPSY, { container: [{ ...lo, ...one }] });
  await expect(bad({ site: 'tail' })).rejects.toMatchObject(refusal('unknownSite'));
  await expect(bad({ what: ' ' })).rejects.toMatchObject(refusal('whatMissing'));
  const late = { collectedAt: '2026-03-02T07:10:00+07:00', fixedAt: '2026-03-02T07:05:00+07:00' };
  await expect(bad(late)).rejects.toMatchObject(refusal('badTime'));
  await bad({});
  await expect(bad({})).rejects.toMatchObject(refusal('orderedTwice'));
  const { store } = world.hospital.as('tool');
  const encounter = await store.read('Encounter', world.encounter.id ?? '');
  await store.update({ ...encounter, status: 'finished' });
  await expect(world.order(BIOPSY)).rejects.toMatchObject(refusal('visitClosed'));
});

test('bốc trúng số đã dùng mười lần thì báo thử lại sau', async () => {
  await world.hospital.as('tool').store.create<Specimen>({
    resourceType: 'Specimen',
    identifier: [{ system: identifierSystems.specimenNumber, value: '260302000007' }],
  });
  const actor = { reference: 'Practitioner/doctor', display: 'doctor', roles: ['doctor'], client: 'test' };
  const context = world.hospital.host.contextOf(actor);
  const loaded = new Proxy(context, {
    get: (target, name: keyof typeof context) =>
      name === 'randomBytes' ? () => Uint8Array.of(0, 0, 0, 7) : target[name],
  });
  await expect(drawNumber(loaded, 'Specimen')).rejects.toMatchObject({ ...refusal('noFreeNumber'), status: 503 });
});
