import { createHash } from 'node:crypto';
import { claims } from '@lienmach/claims';
import { finishedVisit } from '@lienmach/claims/stories';
import { type BhytGateway, simulateBhytGateway } from '@lienmach/cli';
import { codeSystems, identifierSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Claim, ClaimResponse, Task } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const account = { username: '99001_THU', password: 'chỉ để thử' };
const PATIENCE = 600;

let gateway: BhytGateway;
let hospital: TestHospital;
const open = (port: number) =>
  simulateBhytGateway({ port, account, delay: 3 * PATIENCE, now: () => hospital?.now() ?? new Date(0) });

beforeAll(async () => {
  gateway = await open(0);
  const service = { id: 'cong-gia', kind: 'bhyt-gateway', address: gateway.url, isInside: true, patience: PATIENCE };
  hospital = await openTestHospital([claims], {
    startsAt: '2026-11-21T01:00:00.000Z',
    services: [{ ...service, secrets: account }],
  });
});
afterAll(async () => {
  await gateway.close();
  await hospital.close();
});
beforeEach(() => gateway.behave('right'));

const clerk = () => hospital.as('claims-clerk');
const store = () => hospital.as('tool').store;
const claimIdOf = (claim: Claim) =>
  claim.identifier?.find(({ system }) => system === identifierSystems.claimId)?.value ?? '';
const standing = async ({ id }: Claim): Promise<string> => {
  const { meta } = await store().read('Claim', id ?? '');
  return meta?.tag?.find(({ system }) => system === codeSystems.claimBoard)?.code?.split('.')[1] ?? '';
};
const receiptsOf = ({ id }: Claim): Promise<ClaimResponse[]> => store().search('ClaimResponse', `request=Claim/${id}`);
const takenOf = (claim: Claim) => gateway.taken.filter(({ maLk }) => maLk === claimIdOf(claim));
const orderOf = ({ id }: Task) => store().read('Task', id ?? '');

async function readyClaim(): Promise<Claim> {
  const { id } = await finishedVisit(hospital);
  return clerk().call<Claim>('Encounter/$prepare-claim', `Encounter/${id}`);
}
const send = (claim: Claim, reason?: string) =>
  clerk().call<Task>('Claim/$send-claim', `Claim/${claim.id}`, reason === undefined ? {} : { reason });

/** Lets the queue work and the time pass, until a sending has ended or is parked. */
async function played(order: Task, most = 12): Promise<Task> {
  for (let round = 0; round < most; round++) {
    await hospital.settled();
    const task = await orderOf(order);
    if (task.status !== 'requested' && task.status !== 'in-progress') return task;
    hospital.tick(6);
  }
  return orderOf(order);
}

/** What was stored before the first attempt. */
async function storedHash(order: Task): Promise<string> {
  const [envelope] = (order.input ?? []).flatMap(({ valueReference }) => valueReference ?? []);
  const binary = await store().follow('Binary', envelope);
  return createHash('sha256')
    .update(Buffer.from((binary as Binary).data ?? '', 'base64'))
    .digest('hex');
}

/** One id, the stored bytes, a receipt that is the gateway's own. */
async function isWhole(claim: Claim, order: Task): Promise<void> {
  const taken = takenOf(claim);
  expect(taken.length).toBeGreaterThan(0);
  const hash = await storedHash(order);
  expect([...new Set(taken.map(({ sha256 }) => sha256))]).toEqual([hash]);
  const receipts = (await receiptsOf(claim)).filter(({ outcome }) => outcome === 'queued');
  expect(receipts).toHaveLength(1);
  expect(taken.map(({ maGiaoDich }) => maGiaoDich)).toContain(receipts[0]?.identifier?.[0]?.value);
  expect(await standing(claim)).toBe('sent');
}

describe('gửi hồ sơ qua cổng giám định', () => {
  test.each([
    ['right', 1],
    ['twice', 2],
    ['slow', 2],
    ['silent', 2],
    ['hang-up-before', 1],
    ['hang-up-after', 2],
    ['cut', 2],
    ['html', 1],
    ['empty', 1],
    ['unauthorized', 1],
    ['expired', 1],
    ['refuse:500', 1],
    ['refuse:101', 1],
    ['token-html', 1],
    ['token-refused', 1],
    ['token-hang-up', 1],
  ])('cổng kiểu %s: hồ sơ tới nơi, một mã, đúng những byte đã lưu, biên nhận khớp', async (mode, times) => {
    const claim = await readyClaim();
    hospital.tick(15); // the session of the test before has ended
    gateway.behave('right', [mode]);
    const order = await send(claim);
    expect(await standing(claim)).toBe('queued');
    expect((await played(order)).status).toBe('completed');
    expect(takenOf(claim)).toHaveLength(times);
    expect(takenOf(claim).every(({ isSigned }) => isSigned)).toBe(true);
    await isWhole(claim, order);
  });

  test.each(['401', '403'])('mã kết quả %s: không phải lỗi của hồ sơ, chờ rồi gửi lại', async (code) => {
    const claim = await readyClaim();
    gateway.behave('right', [`refuse:${code}`, `refuse:${code}`]);
    const order = await send(claim);
    await hospital.settled();
    if (code === '403') gateway.behave('right');
    expect((await played(order)).status).toBe('completed');
    await isWhole(claim, order);
  });

  test.each(['205', '701'])('mã kết quả %s: bị từ chối, có lời của cổng; gửi lại được dưới cùng mã', async (code) => {
    const claim = await readyClaim();
    gateway.behave('right', [`refuse:${code}`]);
    const task = await played(await send(claim));
    expect(task).toMatchObject({ status: 'failed', businessStatus: { text: 'Cổng từ chối' } });
    expect(await standing(claim)).toBe('refused');
    expect(await receiptsOf(claim)).toMatchObject([{ outcome: 'error', error: [{ code: { coding: [{ code }] } }] }]);
    expect(takenOf(claim)).toEqual([]);
    const again = await send(claim);
    expect((await played(again)).status).toBe('completed');
    await isWhole(claim, again);
  });

  test('cổng tắt cả đêm: chờ, không mất; mở lại thì gửi', async () => {
    const claim = await readyClaim();
    const port = Number(new URL(gateway.url).port);
    await gateway.close();
    const order = await send(claim);
    const waiting = await played(order, 8);
    expect(waiting).toMatchObject({ status: 'in-progress', statusReason: { coding: [{ code: 'unreachable' }] } });
    gateway = await open(port);
    expect((await played(order)).status).toBe('completed');
    await isWhole(claim, order);
  });

  test('cứ nhận rồi ngắt mãi: tạm dừng cho người xem, kèm lý do; gửi tiếp vẫn đúng những byte ấy', async () => {
    const claim = await readyClaim();
    gateway.behave('hang-up-after');
    const order = await send(claim);
    const parked = await played(order, 30);
    expect(parked).toMatchObject({ status: 'on-hold', statusReason: { coding: [{ code: 'silent' }] } });
    expect(parked.statusReason?.text).toContain('chưa rõ đã nhận hay chưa');
    expect(await standing(claim)).toBe('queued');
    gateway.behave('right');
    await hospital.settled();
    expect(await standing(claim)).toBe('queued');
    await clerk().call('Task/$resume-sending', `Task/${order.id}`);
    expect((await played(order)).status).toBe('completed');
    await isWhole(claim, order);
  });

  test('cả tháng trong một ngày xấu trời: không sót, không mã mới, mọi biên nhận đều của cổng', async () => {
    const month = await Promise.all(Array.from({ length: 24 }, readyClaim));
    for (const claim of month) {
      const tag = { system: codeSystems.claimBoard, code: '2026-09.locked' };
      const others = claim.meta?.tag?.filter(({ system }) => system !== tag.system) ?? [];
      await store().update<Claim>({ ...claim, meta: { ...claim.meta, tag: [...others, tag] } });
    }
    gateway.behave('chaos');
    const order = await clerk().call<Task>('Claim/$send-claims', undefined, { month: '2026-09' });
    expect(await clerk().call<Task>('Claim/$send-claims', undefined, { month: '2026-09' })).toMatchObject({
      id: order.id,
    });
    const isDone = async () => (await Promise.all(month.map(standing))).every((state) => state === 'sent');
    for (let round = 0; round < 30 && !(await isDone()); round++) {
      await hospital.settled();
      hospital.tick(6);
    }
    expect(await orderOf(order)).toMatchObject({
      status: 'completed',
      businessStatus: { text: expect.stringMatching(/^24 hồ sơ/) },
    });
    const orders = await store().search('Task', `code=${codeSystems.taskKind}|claim-sending&status=completed`);
    for (const claim of month) {
      const own = orders.filter(({ focus }) => focus?.reference === `Claim/${claim.id}`);
      expect(own).toHaveLength(1);
      if (own[0] !== undefined) await isWhole(claim, own[0]);
    }
    const known = new Set(month.map(claimIdOf));
    expect(gateway.taken.slice(-24).filter(({ maLk }) => !known.has(maLk))).toEqual([]);
  });
});
