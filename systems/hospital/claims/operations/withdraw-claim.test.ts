import type { Claim, Encounter, Task } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readEnvelope } from '../exchange/read-envelope.ts';
import { rowsOf, textOf } from '../rules/claim-file.ts';
import { stateOf, withState } from '../rules/stored-claim.ts';
import { type HospitalWithGateway, openHospitalWithGateway, takes } from '../stories/gateway-for-tests.ts';
import { withdrawClaim } from './withdraw-claim.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());
beforeEach(() => {
  house.gateway.says = takes();
});

const withdraw = ({ id }: Claim, reason = 'Người bệnh không dùng BHYT') =>
  house.hospital.as('claims-clerk').call<{ claim?: Claim; task?: Task }>(withdrawClaim, `Claim/${id}`, { reason });

test('chưa gửi bao giờ: gác lại ngay, không có gì đi ra', async () => {
  const { claim } = await house.ready();
  const asked = house.gateway.asked.length;
  expect((await withdraw(claim)).claim).toMatchObject({ status: 'cancelled' });
  await house.hospital.settled();
  expect(stateOf(await house.now(claim))).toBe('withdrawn');
  expect(house.gateway.asked).toHaveLength(asked);
});

test('đã ở chỗ bảo hiểm: gửi dưới cùng MA_LK tệp thu hồi, chỉ khác MA_DOITUONG_KCB; cổng nhận thì mới là đã thu hồi', async () => {
  const { claim } = await house.sent();
  const readSent = () => {
    const form = new URLSearchParams(house.gateway.asked.at(-1)?.body);
    return readEnvelope(Buffer.from(form.get('fileHSBase64') ?? '', 'base64')).claims[0] ?? new Map();
  };
  const before = readSent();
  house.gateway.says = takes();
  const { task } = await withdraw(claim);
  expect(task?.code?.text).toBe('Gửi thu hồi hồ sơ BHYT');
  expect(stateOf(await house.now(claim))).toBe('queued');
  await house.hospital.settled();
  expect(await house.now(claim)).toMatchObject({ status: 'cancelled' });
  expect(stateOf(await house.now(claim))).toBe('withdrawn');
  const after = readSent();
  const [was, is] = [rowsOf(before, 'XML1')[0], rowsOf(after, 'XML1')[0]];
  expect([textOf(was, 'MA_DOITUONG_KCB'), textOf(is, 'MA_DOITUONG_KCB')]).toEqual(['1.1', '8']);
  expect(new Map([...(is ?? []), ['MA_DOITUONG_KCB', '1.1']])).toEqual(was);
  expect(rowsOf(after, 'XML3')).toEqual(rowsOf(before, 'XML3'));
});

test('cổng đã nhận, đang lập bản thay thế mà lượt khám bị hủy: nhà không tự rút, người gửi tệp thu hồi', async () => {
  const { claim, encounter } = await house.sent();
  const { store } = house.hospital.as('tool');
  const draft = await store.update(withState(claim, 'ready'));
  await store.update<Encounter>({ ...encounter, status: 'cancelled' });
  await house.hospital.settled();
  expect(stateOf(await house.now(claim))).toBe('ready');
  expect((await withdraw(draft)).task?.code?.text).toBe('Gửi thu hồi hồ sơ BHYT');
  await house.hospital.settled();
  expect(stateOf(await house.now(claim))).toBe('withdrawn');
});

test('cổng từ chối tệp thu hồi: hồ sơ vẫn ở chỗ bảo hiểm', async () => {
  const { claim } = await house.sent();
  house.gateway.says = { maKetQua: '701', thongDiep: 'Không thu hồi được' };
  await withdraw(claim);
  await house.hospital.settled();
  expect(stateOf(await house.now(claim))).toBe('sent');
});

test('đang gửi, đã thu hồi, không lý do, không còn tệp đã gửi: từ chối', async () => {
  const { claim } = await house.ready();
  const { store } = house.hospital.as('tool');
  await expect(withdraw(claim, '  ')).rejects.toMatchObject({ code: 'claims.sendingReasonNeeded' });
  const queued = await store.update(withState(claim, 'queued'));
  await expect(withdraw(queued)).rejects.toMatchObject({ code: 'claims.notWithdrawable' });
  const sent = (await house.sent()).claim;
  for (const task of await store.search('Task', `focus=Claim/${sent.id}`)) await store.delete('Task', task.id ?? '');
  await expect(withdraw(sent)).rejects.toMatchObject({ code: 'claims.nothingSent' });
});
