import type { Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { troubledSending } from '../rules/claim-sending.ts';
import { stateOf } from '../rules/stored-claim.ts';
import { type HospitalWithGateway, openHospitalWithGateway, takes } from '../stories/gateway-for-tests.ts';
import { resumeSending } from './resume-sending.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const resume = ({ id }: Task) => house.hospital.as('claims-clerk').call<Task>(resumeSending, `Task/${id}`);

test('lần gửi đang tạm dừng đi tiếp với tệp cũ; lần gửi đã xong thì không', async () => {
  const { claim } = await house.ready();
  const order = await house.hospital.as('claims-clerk').call<Task>('Claim/$send-claim', `Claim/${claim.id}`);
  await expect(resume(order)).rejects.toMatchObject({ code: 'claims.notParked' });
  const trouble = { trouble: 'silent', detail: '', attempt: 20, isOver: true, at: house.hospital.now() } as const;
  await house.hospital.as('tool').store.update(troubledSending(order, trouble));
  house.gateway.says = takes();
  await house.hospital.settled();
  expect(house.gateway.asked).toEqual([]);
  expect(await resume(order)).toMatchObject({ status: 'requested', input: order.input });
  await house.hospital.settled();
  expect(stateOf(await house.now(claim))).toBe('sent');
  await expect(resume(order)).rejects.toMatchObject({ code: 'claims.notParked' });
});
