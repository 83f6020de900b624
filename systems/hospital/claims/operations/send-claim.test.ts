import { createHash } from 'node:crypto';
import { codeSystems, identifierSystems } from '@lienmach/core';
import { openTestHospital } from '@lienmach/testing';
import type { Binary, ChargeItem, Claim, Encounter, Task } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readEnvelope } from '../exchange/read-envelope.ts';
import { claims } from '../index.ts';
import { readSending } from '../rules/claim-sending.ts';
import { newSendingBatch } from '../rules/sending-batch.ts';
import { stateOf, withState } from '../rules/stored-claim.ts';
import { type HospitalWithGateway, lock, openHospitalWithGateway, takes } from '../stories/gateway-for-tests.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { sendClaim } from './send-claim.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());
beforeEach(() => {
  house.gateway.says = takes();
  house.gateway.status = 200;
  house.gateway.saysToSession = undefined;
});

const store = () => house.hospital.as('tool').store;
const send = ({ id }: Claim, input: { reason?: string } = {}) =>
  house.hospital.as('claims-clerk').call<Task>(sendClaim, `Claim/${id}`, input);
const orderNow = ({ id }: Task) => store().read('Task', id ?? '');
const receiptsOf = ({ id }: Claim) => store().search('ClaimResponse', `request=Claim/${id}`);

async function changeCharge({ id }: Encounter): Promise<void> {
  const [charge] = await store().search('ChargeItem', `context=Encounter/${id}`);
  if (charge === undefined) throw new TypeError('the visit has no charge');
  await store().update<ChargeItem>({ ...charge, quantity: { ...charge.quantity, value: 2 } });
}

describe('gửi một hồ sơ', () => {
  test('trước lần gửi đầu: tệp đã ký nằm trong hồ sơ cùng mã băm, hồ sơ chờ gửi; rồi cổng nhận, biên nhận được giữ', async () => {
    const { claim } = await house.ready();
    const asked = house.gateway.asked.length;
    const order = await send(claim);
    expect(house.gateway.asked).toHaveLength(asked);
    expect([order.status, stateOf(await house.now(claim))]).toEqual(['requested', 'queued']);
    const sending = readSending(order);
    const { data = '', securityContext } = (await store().follow('Binary', {
      reference: sending?.envelope ?? '',
    })) as Binary;
    const bytes = Buffer.from(data, 'base64');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sending?.sha256);
    expect(securityContext).toEqual(claim.patient);
    expect(sending).toMatchObject({ kind: 'claim', path: '/api/qd130/guiHoSoXmlQD3176', facility: '99001' });
    expect(readEnvelope(bytes, { today: '20261121', isSending: true }).faults).toEqual([]);

    await house.hospital.settled();
    const form = new URLSearchParams(house.gateway.asked.at(-1)?.body);
    expect(form.get('fileHSBase64')).toBe(data);
    expect([form.get('loaiHoSo'), form.get('maTinh'), form.get('maCSKCB')]).toEqual(['130', '99', '99001']);
    expect(await orderNow(order)).toMatchObject({ status: 'completed', businessStatus: { text: 'Cổng đã nhận' } });
    expect(stateOf(await house.now(claim))).toBe('sent');
    const [receipt, ...more] = await receiptsOf(claim);
    expect(more).toEqual([]);
    expect(receipt).toMatchObject({ outcome: 'queued', created: '2026-11-21T08:15:00+07:00' });
    expect(receipt?.identifier?.[0]?.system).toBe(identifierSystems.gatewayTransaction);
    expect(receipt?.extension?.[0]?.valueString).toBe(sending?.sha256);
  });

  test('bấm hai lần, kể cả cùng lúc: một lần gửi', async () => {
    const { claim } = await house.ready();
    const answers = await Promise.allSettled([send(claim), send(claim)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(send(claim)).rejects.toMatchObject({ code: 'claims.notSendable' });
    await house.hospital.settled();
    expect(await receiptsOf(claim)).toHaveLength(1);
  });

  test('gửi lại bản đã đổi: phải có lý do, cùng MA_LK, là bản thay thế', async () => {
    const { claim, encounter } = await house.sent();
    await expect(send(claim)).rejects.toMatchObject({ code: 'claims.notSendable' });
    await changeCharge(encounter);
    const again = await house.hospital
      .as('claims-clerk')
      .call<Claim>('Encounter/$prepare-claim', `Encounter/${encounter.id}`);
    await expect(send(again)).rejects.toMatchObject({ code: 'claims.sendingReasonNeeded' });
    house.gateway.says = takes();
    const order = await send(again, { reason: 'Sửa số lượng công khám' });
    expect(readSending(order)).toMatchObject({ kind: 'replacement' });
    expect(order.reasonCode?.text).toBe('Sửa số lượng công khám');
    await house.hospital.settled();
    expect(await receiptsOf(claim)).toHaveLength(2);
    expect(stateOf(await house.now(claim))).toBe('sent');
    expect((await house.now(claim)).identifier).toEqual(claim.identifier);
  });

  test('hồ sơ còn lỗi, đã đổi sau khi lập, không có lượt khám, của kỳ cổng không còn nhận: không gửi', async () => {
    const blocked = await house.ready((visit) => ({ ...visit, visit: { ...visit.visit, icdMain: null } }));
    await expect(send(blocked.claim)).rejects.toMatchObject({ code: 'claims.notSendable' });
    const forced = await store().update(withState(blocked.claim, 'ready'));
    await expect(send(forced)).rejects.toMatchObject({ code: 'claims.rulesBroken' });
    const changed = await house.ready();
    await changeCharge(changed.encounter);
    const kept = await store().update(withState(await house.now(changed.claim), 'locked'));
    await expect(send(kept)).rejects.toMatchObject({ code: 'claims.claimChanged' });
    const old = (await house.ready()).claim;
    await store().update<Claim>({ ...old, billablePeriod: { start: '2024-03-01', end: '2024-03-01T10:00:00+07:00' } });
    await expect(send(old)).rejects.toMatchObject({ code: 'claims.oldVersion' });
    const { item: _items, identifier: _ids, ...bare } = (await house.ready()).claim;
    await expect(send(await store().update(bare))).rejects.toMatchObject({ code: 'claims.noVisit' });
  });

  test('lượt khám đã hủy hay mở lại từ lúc khóa: không gửi', async () => {
    const { claim, encounter } = await house.ready();
    const locked = await lock(house.hospital, claim);
    const open = await store().update<Encounter>({ ...encounter, status: 'in-progress' });
    await expect(send(locked)).rejects.toMatchObject({ code: 'claims.visitOpen' });
    await store().update<Encounter>({ ...open, status: 'cancelled' });
    await expect(send(locked)).rejects.toMatchObject({ code: 'claims.visitCalledOff' });
    expect(stateOf(await house.now(claim))).toBe('locked');
  });

  test('cơ sở chưa khai báo cổng: nói rõ, hồ sơ đứng yên', async () => {
    const alone = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
    const clerk = alone.as('claims-clerk');
    const { id } = await finishedVisit(alone);
    const claim = await clerk.call<Claim>('Encounter/$prepare-claim', `Encounter/${id}`);
    const at = `Claim/${claim.id}`;
    await expect(clerk.call(sendClaim, at)).rejects.toMatchObject({ code: 'claims.noGateway' });
    const tool = alone.as('tool').store;
    expect(stateOf(await tool.read('Claim', claim.id ?? ''))).toBe('ready');
    // an order of a month from the days when there was one: nothing is opened for that
    await lock(alone, claim);
    const by = { reference: 'Practitioner/claims-clerk' };
    await tool.create(newSendingBatch('2026-09', { by, at: alone.now() }));
    await alone.settled();
    expect(stateOf(await tool.read('Claim', claim.id ?? ''))).toBe('locked');
    expect((await alone.engines.jobs.troubled()).at(-1)?.reason).toContain('claims.noGateway');
    await alone.close();
  });

  test.each([
    ['tài khoản sai', 'account', { maKetQua: '401' }],
    ['trang bảo trì', 'page', '<html></html>'],
  ])('%s khi xin phiên: chờ, ghi rõ lý do, rồi gửi được', async (_name, code, said) => {
    const { claim } = await house.ready();
    house.gateway.saysToSession = said;
    house.gateway.says = { maKetQua: '401' };
    const order = await send(claim);
    await house.hospital.settled();
    expect(await orderNow(order)).toMatchObject({ status: 'in-progress', statusReason: { coding: [{ code }] } });
    const [troubled] = (await house.hospital.engines.jobs.troubled()).slice(-1);
    expect(troubled?.reason).toContain('claims.gatewayLater');
    house.gateway.saysToSession = undefined;
    house.gateway.says = takes();
    house.hospital.tick(1);
    await house.hospital.settled();
    expect(await orderNow(order)).toMatchObject({ status: 'completed' });
  });

  test('cổng trả trang lỗi 413 cho tệp này: thử vài lần rồi tạm dừng, nói rõ; gửi tiếp được khi cổng nhận', async () => {
    const { claim } = await house.ready();
    house.gateway.status = 413;
    house.gateway.says = '<html>Request Entity Too Large</html>';
    const order = await send(claim);
    const asked = house.gateway.asked.length;
    for (let turn = 0; turn < 5; turn += 1) {
      await house.hospital.settled();
      house.hospital.tick(1);
    }
    expect(house.gateway.asked).toHaveLength(asked + 3);
    const parked = await orderNow(order);
    expect(parked).toMatchObject({ status: 'on-hold', statusReason: { coding: [{ code: 'unfit' }] } });
    expect(parked.statusReason?.text).toContain('HTTP 413: tệp quá lớn');
    house.gateway.status = 200;
    house.gateway.says = takes();
    await house.hospital.as('claims-clerk').call('Task/$resume-sending', `Task/${order.id}`);
    await house.hospital.settled();
    expect(stateOf(await house.now(claim))).toBe('sent');
  });

  test('tệp đã lưu bị đổi: không gửi gì', async () => {
    const { claim } = await house.ready();
    const order = await send(claim);
    const binary = (await store().follow('Binary', { reference: readSending(order)?.envelope ?? '' })) as Binary;
    await store().update<Binary>({ ...binary, data: Buffer.from('khác').toString('base64') });
    const asked = house.gateway.asked.length;
    await house.hospital.settled();
    expect(house.gateway.asked).toHaveLength(asked);
    const parked = (await house.hospital.engines.jobs.troubled()).filter(({ state }) => state === 'parked');
    expect(parked.at(-1)?.reason).toContain('claims.envelopeChanged');
  });

  test('lần gửi hiện trên bảng việc theo mã việc', async () => {
    const { claim } = await house.ready();
    await send(claim);
    const waiting = await store().search('Task', `code=${codeSystems.taskKind}|claim-sending&status=requested`);
    expect(waiting.map(({ focus }) => focus?.reference)).toContain(`Claim/${claim.id}`);
    await house.hospital.settled();
  });
});
