import { codeSystems } from '@lienmach/core';
import type { ChargeItem, Claim, Task } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { insurerPartOf, stateOf } from '../rules/stored-claim.ts';
import { type HospitalWithGateway, lock, openHospitalWithGateway, takes } from '../stories/gateway-for-tests.ts';
import { sendClaims } from './send-claims.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());
beforeEach(() => {
  house.gateway.says = takes();
});

const store = () => house.hospital.as('tool').store;
const send = (month: string) => house.hospital.as('claims-clerk').call<Task>(sendClaims, undefined, { month });
const locked = async (): Promise<Claim> => lock(house.hospital, (await house.ready()).claim);

test('mọi hồ sơ đã khóa của tháng được gửi, qua nhiều trang; chưa khóa thì để yên; hỏi hai lần là một đợt', async () => {
  const open = (await house.ready()).claim;
  const claims: Claim[] = [];
  for (let at = 0; at < 23; at++) claims.push(await locked());
  const order = await send('2026-09');
  expect((await send('2026-09')).id).toBe(order.id);
  await house.hospital.settled();
  expect(await store().read('Task', order.id ?? '')).toMatchObject({
    status: 'completed',
    businessStatus: { text: '23 hồ sơ đã xếp hàng gửi, 0 hồ sơ mở lại' },
  });
  for (const claim of claims) expect(stateOf(await house.now(claim))).toBe('sent');
  expect(stateOf(await house.now(open))).toBe('ready');
  const orders = await store().search('Task', `code=${codeSystems.taskKind}|claim-sending`);
  expect(orders).toHaveLength(23);
  expect(orders[0]?.requester).toMatchObject({ reference: 'Practitioner/claims-clerk' });
});

test('hồ sơ không gửi được thì mở lại và nêu lý do, các hồ sơ khác vẫn đi; tháng ấy gửi được đợt nữa', async () => {
  const { claim, encounter } = await house.ready();
  const [charge] = await store().search('ChargeItem', `context=Encounter/${encounter.id}`);
  if (charge === undefined) throw new TypeError('no charge');
  await store().update<ChargeItem>({ ...charge, quantity: { ...charge.quantity, value: 3 } });
  await house.hospital.settled();
  const changed = await lock(house.hospital, { ...(await house.now(claim)), extension: claim.extension ?? [] });
  const fine = await locked();
  const order = await send('2026-09');
  await house.hospital.settled();
  const done = await store().read('Task', order.id ?? '');
  expect(done.businessStatus?.text).toBe('1 hồ sơ đã xếp hàng gửi, 1 hồ sơ mở lại');
  expect(done.output?.at(-1)).toMatchObject({
    type: { text: expect.stringContaining('Lập lại hồ sơ') },
    valueReference: { reference: `Claim/${changed.id}` },
  });
  expect([stateOf(await house.now(changed)), stateOf(await house.now(fine))]).toEqual(['ready', 'sent']);
  // what changed while it was locked shows as soon as it is open
  expect(insurerPartOf(await house.now(changed))).toBeGreaterThan(insurerPartOf(claim));
  const next = await send('2026-09');
  expect(next.id).not.toBe(order.id);
  await house.hospital.settled();
});

test('tháng viết sai thì từ chối', async () => {
  await expect(send('9/2026')).rejects.toMatchObject({ code: 'claims.badMonth' });
});
