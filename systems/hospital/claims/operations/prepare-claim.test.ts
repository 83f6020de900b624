import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ChargeItem, Claim, ClaimResponse, Encounter, Task } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims } from '../index.ts';
import {
  type ClaimState,
  findingsOf,
  insurerPartOf,
  monthOf,
  riskOf,
  stateOf,
  withState,
} from '../rules/stored-claim.ts';
import type { NeutralVisit } from '../stories/neutral-visit.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { prepareClaim } from './prepare-claim.ts';
import { prepareVisitClaim } from './prepare-visit-claim.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

const actor = { reference: 'Practitioner/tool', display: 'tool', client: 'test' };
const prepare = ({ id }: Encounter) => hospital.as('claims-clerk').call<Claim>(prepareClaim, `Encounter/${id}`);
const noDiagnosis = (visit: NeutralVisit): NeutralVisit => ({ ...visit, visit: { ...visit.visit, icdMain: null } });
const store = () => hospital.as('tool').store;
const now = ({ id }: Claim): Promise<Claim> => store().read('Claim', id ?? '');
const move = async (claim: Claim, state: ClaimState): Promise<Claim> =>
  store().update(withState(await now(claim), state));

/** What was charged turns out to be dearer: the tables change. */
async function changeCharge({ id }: Encounter): Promise<void> {
  const [charge] = await store().search('ChargeItem', `context=Encounter/${id}`);
  if (charge === undefined) throw new TypeError('the visit has no charge');
  await store().update<ChargeItem>({ ...charge, quantity: { ...charge.quantity, value: 2 } });
}

describe('lập hồ sơ BHYT để gửi', () => {
  test('lượt khám đủ: một Claim nháp, sẵn sàng, đúng tháng ra viện, không đồng nào rủi ro', async () => {
    const encounter = await finishedVisit(hospital);
    const claim = await prepare(encounter);
    expect([stateOf(claim), monthOf(claim), claim.status]).toEqual(['ready', '2026-09', 'draft']);
    expect(findingsOf(claim)).toEqual([]);
    expect([riskOf(claim), insurerPartOf(claim)]).toEqual([0n, 10_060_000n]);
    expect(claim.billablePeriod).toEqual(encounter.period);
    expect(identifierValue(claim, identifierSystems.claimId)).toBe(
      identifierValue(encounter, identifierSystems.claimId),
    );
    expect(claim.item?.every((item) => item.encounter?.[0]?.reference === `Encounter/${encounter.id}`)).toBe(true);
    const board = `_tag=${encodeURIComponent(`${codeSystems.claimBoard}|2026-09.ready`)}`;
    expect((await store().search('Claim', board)).map(({ id }) => id)).toContain(claim.id);
  });

  test('thiếu bệnh chính: bị chặn, cả phần quỹ trả là rủi ro; ghi bệnh xong thì sẵn sàng, vẫn Claim ấy', async () => {
    const encounter = await finishedVisit(hospital, noDiagnosis);
    const claim = await prepare(encounter);
    expect(stateOf(claim)).toBe('blocked');
    const finding = findingsOf(claim).find(({ rule }) => rule === 'DX-01');
    expect(finding).toMatchObject({ severity: 'error', at: 'XML1.MA_BENH_CHINH', atRisk: 10_060_000n });
    expect(riskOf(claim)).toBe(10_060_000n);
    const whole = await finishedVisit(hospital);
    await store().update<Encounter>({ ...encounter, diagnosis: whole.diagnosis ?? [] });
    const again = await prepare(encounter);
    expect([again.id, stateOf(again), riskOf(again)]).toEqual([claim.id, 'ready', 0n]);
  });

  test('lập lại mà không có gì đổi: không ghi thêm phiên bản; hai người lập cùng lúc: một Claim', async () => {
    const encounter = await finishedVisit(hospital);
    const [one, other] = await Promise.all([prepare(encounter), prepare(encounter)]);
    expect(one.id).toBe(other.id);
    expect((await prepare(encounter)).meta?.versionId).toBe('1');
    expect(await store().search('Claim', `encounter=Encounter/${encounter.id}`)).toHaveLength(1);
  });

  test('hai lượt khám lỡ chung mã đợt: mỗi lượt một Claim, đều bị chặn', async () => {
    const sameId = (visit: NeutralVisit): NeutralVisit => ({
      ...visit,
      visit: { ...visit.visit, claimId: 'LK-CHUNG' },
    });
    const [first, second] = [await finishedVisit(hospital, sameId), await finishedVisit(hospital, sameId)];
    const [one, other] = [await prepare(first), await prepare(second)];
    expect(one.id).not.toBe(other.id);
    expect([stateOf(one), stateOf(other)]).toEqual(['blocked', 'blocked']);
    expect((await prepare(first)).id).toBe(one.id);
  });
});

describe('hồ sơ đã rời tay người lập', () => {
  test.each([
    ['locked', 'claims.claimLocked'],
    ['queued', 'claims.claimUnderWay'],
    ['sent', 'claims.claimSent'],
  ] as const)('%s: không lập lại', async (state, code) => {
    const encounter = await finishedVisit(hospital);
    await move(await prepare(encounter), state);
    await expect(prepare(encounter)).rejects.toMatchObject({ status: 422, code });
  });

  test('đã gửi rồi chi phí đổi: bản thay thế, cùng Claim, cùng mã đợt, nhớ bản đã gửi', async () => {
    const encounter = await finishedVisit(hospital);
    const sent = await move(await prepare(encounter), 'sent');
    await changeCharge(encounter);
    const claim = await prepare(encounter);
    expect([claim.id, claim.status, stateOf(claim)]).toEqual([sent.id, 'draft', 'ready']);
    expect(claim.identifier).toEqual(sent.identifier);
    expect(claim.related?.[0]?.claim?.reference).toBe(`Claim/${sent.id}/_history/${sent.meta?.versionId}`);
    expect(insurerPartOf(claim)).not.toBe(insurerPartOf(sent));
  });

  test('đã khóa thì không lập lại gì phía sau: dòng chi phí không đọc được cũng không thành việc hỏng', async () => {
    const encounter = await finishedVisit(hospital);
    const locked = await move(await prepare(encounter), 'locked');
    const [charge] = await store().search('ChargeItem', `context=Encounter/${encounter.id}`);
    if (charge === undefined) throw new TypeError('the visit has no charge');
    await store().update<ChargeItem>({ ...charge, code: { text: 'không mã' } });
    await expect(prepare(encounter)).rejects.toMatchObject({ code: 'claims.claimLocked' });
    const house = hospital.host.contextOf({ ...actor, roles: ['tool'] });
    expect(await prepareVisitClaim(house, encounter, 'house')).toMatchObject({ end: 'left', claim: { id: locked.id } });
  });

  test('cổng từ chối: chưa sửa gì thì vẫn là bị từ chối, sửa rồi thì lập lại', async () => {
    const encounter = await finishedVisit(hospital);
    await move(await prepare(encounter), 'refused');
    expect(stateOf(await prepare(encounter))).toBe('refused');
    await changeCharge(encounter);
    expect(stateOf(await prepare(encounter))).toBe('ready');
  });
});

test('lượt khám còn mở, đã hủy, không có: từ chối rõ', async () => {
  const open = await finishedVisit(hospital);
  await store().update<Encounter>({ ...open, status: 'in-progress' });
  await expect(prepare(open)).rejects.toMatchObject({ status: 422, code: 'claims.visitOpen' });
  const off = await finishedVisit(hospital);
  await store().update<Encounter>({ ...off, status: 'cancelled' });
  await expect(prepare(off)).rejects.toMatchObject({ status: 422, code: 'claims.visitCalledOff' });
  const absent: Encounter = { ...off, id: 'khong-co' };
  await expect(prepare(absent)).rejects.toMatchObject({ status: 404 });
});

describe('trạng thái không giả được bằng FHIR thường', () => {
  const kept = { code: 'claims.claimKept', status: 403 };
  const clerk = () => hospital.as('claims-clerk').store;
  const fresh = ({ id: _, meta, identifier: __, ...claim }: Claim): Claim => ({
    ...claim,
    ...(meta?.tag ? { meta: { tag: meta.tag } } : {}),
  });

  test('không tự đổi trạng thái, không bỏ nhãn, không sửa nội dung, không xóa', async () => {
    const claim = await prepare(await finishedVisit(hospital));
    await expect(clerk().update(withState(claim, 'sent'))).rejects.toMatchObject(kept);
    await expect(clerk().update({ ...claim, meta: { versionId: '1' } })).rejects.toMatchObject(kept);
    await expect(clerk().update({ ...claim, total: { value: 1, currency: 'VND' } })).rejects.toMatchObject(kept);
    await expect(clerk().delete('Claim', claim.id ?? '')).rejects.toMatchObject(kept);
    expect((await now(claim)).meta?.versionId).toBe('1');
  });

  test('không tạo mới với nhãn của bảng; Claim thường của nơi khác thì ghi được, nhưng không gắn nhãn sau được', async () => {
    const claim = await prepare(await finishedVisit(hospital));
    await expect(clerk().create(fresh(claim))).rejects.toMatchObject(kept);
    const { meta: _, ...untagged } = fresh(claim);
    const plain = await clerk().create<Claim>(untagged);
    await expect(clerk().update(withState(plain, 'sent', '2026-09'))).rejects.toMatchObject(kept);
  });

  test('không tự viết, sửa, xóa việc gửi, khóa, mở khóa; việc khác thì được', async () => {
    const task = (code: string): Task => ({
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: codeSystems.taskKind, code }] },
    });
    for (const code of ['claim-sending', 'claim-lock', 'claim-unlock']) {
      await expect(clerk().create(task(code))).rejects.toMatchObject(kept);
      const own = await store().create(task(code));
      await expect(clerk().update({ ...own, status: 'completed' })).rejects.toMatchObject(kept);
      await expect(clerk().update({ ...own, code: { text: 'khác' } })).rejects.toMatchObject(kept);
      await expect(clerk().delete('Task', own.id ?? '')).rejects.toMatchObject(kept);
    }
    const other = await clerk().create(task('claim-rejection'));
    const posing: Task = { ...task('claim-lock'), id: other.id ?? '', meta: other.meta ?? {} };
    await expect(clerk().update(posing)).rejects.toMatchObject(kept);
    await clerk().update<Task>({ ...other, status: 'completed' });
  });

  test('không tự viết biên nhận của cổng giám định', async () => {
    const claim = await prepare(await finishedVisit(hospital));
    const receipt: ClaimResponse = {
      resourceType: 'ClaimResponse',
      identifier: [{ system: identifierSystems.gatewayTransaction, value: 'GD-1' }],
      status: 'active',
      type: claim.type,
      use: 'claim',
      patient: claim.patient,
      created: claim.created,
      insurer: { display: 'BHXH' },
      request: { reference: `Claim/${claim.id}` },
      outcome: 'complete',
    };
    await expect(clerk().create(receipt)).rejects.toMatchObject(kept);
    const { identifier: _, ...bare } = receipt;
    await expect(clerk().create<ClaimResponse>(bare)).resolves.toHaveProperty('id');
  });
});

test('không có thẻ: nhà không tự lập hồ sơ (claims.noCard), người yêu cầu thì có', async () => {
  const encounter = await finishedVisit(hospital, (visit) => ({
    ...visit,
    cards: [],
    visit: { ...visit.visit, entitlement: '9' },
  }));
  const house = hospital.host.contextOf({ ...actor, roles: ['tool'] });
  await expect(prepareVisitClaim(house, encounter, 'house')).rejects.toMatchObject({ code: 'claims.noCard' });
  expect(stateOf(await prepare(encounter))).toBeDefined();
});
