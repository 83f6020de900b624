import type { Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway, takes } from '../stories/gateway-for-tests.ts';
import { sendCheckIn } from './send-check-in.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const send = (id: string | undefined) => house.hospital.as('claims-clerk').call<Task>(sendCheckIn, `Encounter/${id}`);
const orderNow = ({ id }: Task) => house.hospital.as('tool').store.read('Task', id ?? '');

test('check-in đi qua cổng như hồ sơ: đúng đường, đã ký, số giao dịch được giữ; bấm hai lần là một', async () => {
  const { encounter } = await house.ready();
  house.gateway.says = takes();
  const order = await send(encounter.id);
  expect((await send(encounter.id)).id).toBe(order.id);
  await house.hospital.settled();
  const asked = house.gateway.asked.filter(({ path }) => path.startsWith('/api/qd130/'));
  expect(asked.map(({ path }) => path)).toEqual(['/api/qd130/checkInKcbQd3176']);
  const form = new URLSearchParams(asked[0]?.body);
  const file = Buffer.from(form.get('fileHSBase64') ?? '', 'base64').toString();
  expect(form.get('loaiHoSo')).toBe('0');
  expect(file).toContain('<TRANG_THAI_KCB>');
  expect(file).toContain('<SignatureValue>');
  const done = await orderNow(order);
  expect(done).toMatchObject({ status: 'completed', businessStatus: { text: 'Cổng đã nhận check-in' } });
  expect(done.output?.[0]?.valueString).toMatch(/^GD-THU-/);
});

test('cấp cứu không có check-in', async () => {
  const urgent = await house.ready((visit) => ({ ...visit, visit: { ...visit.visit, entitlement: '2' } }));
  await expect(send(urgent.encounter.id)).rejects.toMatchObject({ code: 'claims.noCheckIn' });
});
