import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Claim, Encounter, Observation, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvelope } from '../exchange/read-envelope.ts';
import { claims } from '../index.ts';
import { rowsOf, textOf } from '../rules/claim-file.ts';
import type { NeutralVisit } from '../stories/neutral-visit.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { bhytClaim } from './bhyt-claim.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

interface Answer {
  claim: Claim;
  outcome: OperationOutcome;
  xml: Binary;
}
const claimOf = (encounter: Encounter) =>
  hospital.as('claims-clerk').call<Answer>(bhytClaim, `Encounter/${encounter.id}`);
const rulesOf = (outcome: OperationOutcome): string[] =>
  outcome.issue
    .flatMap((issue) => issue.details?.coding ?? [])
    .flatMap(({ system, code }) => (system === codeSystems.bhytRule && code !== undefined ? [code] : []));
const summaryOf = ({ xml }: Answer) => {
  const [claim] = readEnvelope(Buffer.from(xml.data ?? '', 'base64')).claims;
  return rowsOf(claim ?? new Map(), 'XML1')[0];
};

describe('lập hồ sơ thanh toán BHYT', () => {
  test('lượt khám đủ: Claim, phong bì một hồ sơ và báo cáo không lỗi; hỏi lại ra y như cũ, không lưu gì', async () => {
    const encounter = await finishedVisit(hospital);
    const before = (await hospital.all('Claim')).length;
    const answer = await claimOf(encounter);
    expect(answer.claim).toMatchObject({ total: { value: 100600, currency: 'VND' }, insurance: [{ focal: true }] });
    expect(rulesOf(answer.outcome)).toEqual([]);
    expect(answer.outcome.issue[0]?.severity).toBe('information');
    expect(textOf(summaryOf(answer), 'T_BHTT')).toBe('100600.00');
    expect(await claimOf(encounter)).toEqual(answer);
    expect(await hospital.all('Claim')).toHaveLength(before);
    expect(await hospital.all('Binary')).toEqual([]);
  });

  test('thiếu bệnh chính: báo lỗi DX-01, phong bì vẫn có', async () => {
    const encounter = await finishedVisit(hospital, (visit) => ({
      ...visit,
      visit: { ...visit.visit, icdMain: null },
    }));
    const answer = await claimOf(encounter);
    expect(rulesOf(answer.outcome)).toContain('DX-01');
    expect(textOf(summaryOf(answer), 'MA_BENH_CHINH')).toBe('');
  });

  test('mã đợt đã dùng cho lượt khám khác: STR-11 ở cả hai; hỏi lại chính lượt đó thì không trùng', async () => {
    const first = await finishedVisit(hospital, (visit) => ({
      ...visit,
      visit: { ...visit.visit, claimId: 'LK-TRUNG' },
    }));
    expect(rulesOf((await claimOf(first)).outcome)).not.toContain('STR-11');
    const second = await finishedVisit(hospital, (visit) => ({
      ...visit,
      visit: { ...visit.visit, claimId: 'LK-TRUNG' },
    }));
    expect(rulesOf((await claimOf(second)).outcome)).toContain('STR-11');
    expect(rulesOf((await claimOf(first)).outcome)).toContain('STR-11');
  });

  test('cùng mã đợt ở cơ sở khác, hay ở lượt khám ghi nhầm: không phải trùng', async () => {
    const withId = (visit: NeutralVisit): NeutralVisit => ({
      ...visit,
      visit: { ...visit.visit, claimId: 'LK-CHUNG' },
    });
    const first = await finishedVisit(hospital, withId);
    await finishedVisit(hospital, (visit) => ({ ...withId(visit), facility: { ...visit.facility, code: '99003' } }));
    const mistaken = await finishedVisit(hospital, withId);
    await hospital.as('tool').store.update<Encounter>({ ...mistaken, status: 'entered-in-error' });
    expect(rulesOf((await claimOf(first)).outcome)).not.toContain('STR-11');
  });

  test('cân nặng ghi nhầm không vào hồ sơ', async () => {
    const encounter = await finishedVisit(hospital);
    const { store } = hospital.as('tool');
    const [weight] = await store.search('Observation', `encounter=Encounter/${encounter.id}`);
    if (weight === undefined) throw new TypeError('the visit has no weight');
    await store.update<Observation>({ ...weight, status: 'entered-in-error' });
    expect(textOf(summaryOf(await claimOf(encounter)), 'CAN_NANG')).toBe('');
  });

  test('thẻ tạm: hạn thẻ theo đợt khám, nơi đăng ký là mã tỉnh và 000', async () => {
    const encounter = await finishedVisit(hospital, (visit) => ({
      ...visit,
      cards: [{ number: 'TE1999900000001', temporary: true }],
      visit: { ...visit.visit, entitlement: '2' },
    }));
    const row = summaryOf(await claimOf(encounter));
    expect(['MA_DKBD', 'GT_THE_TU', 'GT_THE_DEN'].map((field) => textOf(row, field))).toEqual([
      '99000',
      '20260907',
      '20260907',
    ]);
  });

  test('lượt khám còn mở vẫn tính được, quy tắc báo trường còn thiếu', async () => {
    const encounter = await finishedVisit(hospital);
    await hospital.as('tool').store.update<Encounter>({
      ...encounter,
      status: 'in-progress',
      period: { start: encounter.period?.start ?? '' },
    });
    expect(rulesOf((await claimOf(encounter)).outcome)).toContain('STR-03');
  });

  test('không có lượt khám, không có mã đợt, không có chi phí: từ chối rõ', async () => {
    const clerk = hospital.as('claims-clerk');
    await expect(clerk.call(bhytClaim, 'Encounter/khong-co')).rejects.toMatchObject({ status: 404 });
    const bare = await finishedVisit(hospital, (visit) => ({ ...visit, services: [] }));
    await expect(claimOf(bare)).rejects.toMatchObject({ status: 422, code: 'claims.nothingToClaim' });
    const { identifier: _, ...unnamed } = await finishedVisit(hospital);
    await hospital.as('tool').store.update<Encounter>(unnamed);
    await expect(claimOf(unnamed)).rejects.toMatchObject({ status: 422, code: 'claims.noClaimId' });
  });
});
