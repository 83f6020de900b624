import { xu } from '@lienmach/core';
import type { Claim, Encounter } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { hasEnded, isCalledOff, isLeft, mayWithdraw, preparationOf } from './preparation.ts';
import { type ClaimState, withJudgement, withState } from './stored-claim.ts';

const bare: Claim = {
  resourceType: 'Claim',
  status: 'draft',
  type: { text: 'BHYT' },
  use: 'claim',
  patient: { reference: 'Patient/p' },
  created: '2026-11-02',
  provider: { display: 'Bệnh viện Thử' },
  priority: { text: 'normal' },
  insurance: [],
};
const claimIn = (state: ClaimState): Claim =>
  withState(withJudgement(bare, { findings: [], atRisk: xu(0n), insurerPart: xu(0n), digest: 'a' }), state, '2026-11');
const answer = (state: ClaimState, digest: string, by: 'person' | 'house'): string => {
  try {
    return isLeft(claimIn(state), by) ? 'leave' : preparationOf(claimIn(state), digest);
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
};

describe('lập lại hồ sơ khi hồ sơ đang', () => {
  test.each<[ClaimState, string, string, string, string]>([
    // state, person same, person changed, house same, house changed
    ['blocked', 'fresh', 'fresh', 'fresh', 'fresh'],
    ['ready', 'fresh', 'fresh', 'fresh', 'fresh'],
    ['locked', 'claims.claimLocked', 'claims.claimLocked', 'leave', 'leave'],
    ['queued', 'claims.claimUnderWay', 'claims.claimUnderWay', 'leave', 'leave'],
    ['sent', 'claims.claimSent', 'replacement', 'leave', 'leave'],
    ['refused', 'same-state', 'fresh', 'same-state', 'fresh'],
    ['reviewed', 'claims.claimSent', 'replacement', 'leave', 'leave'],
    ['rejected', 'claims.claimSent', 'replacement', 'leave', 'leave'],
    ['withdrawn', 'fresh', 'fresh', 'leave', 'leave'],
  ])('%s', (state, ...expected) => {
    expect([
      answer(state, 'a', 'person'),
      answer(state, 'b', 'person'),
      answer(state, 'a', 'house'),
      answer(state, 'b', 'house'),
    ]).toEqual(expected);
  });

  test('chưa có, hay là hồ sơ ở nơi khác ghi vào', () => {
    expect(preparationOf(undefined, 'a')).toBe('fresh');
    expect([isLeft(bare, 'house'), preparationOf(bare, 'a')]).toEqual([false, 'fresh']);
  });
});

test('rút về vì lượt khám hủy hay hết chi phí: hệ thống lập lại được; người rút về thì chỉ người lập lại', () => {
  const judgement = { findings: [], atRisk: xu(0n), insurerPart: xu(0n) };
  const byHouse = withState(withJudgement(bare, judgement), 'withdrawn', '2026-11');
  expect([isLeft(byHouse, 'house'), preparationOf(byHouse, 'a')]).toEqual([false, 'fresh']);
  expect(isLeft(claimIn('withdrawn'), 'house')).toBe(true);
});

test.each<[ClaimState, boolean]>([
  ['blocked', true],
  ['ready', true],
  ['locked', false],
  ['queued', false],
  ['sent', false],
  ['refused', true],
  ['reviewed', false],
  ['rejected', false],
  ['withdrawn', false],
])('%s: tự rút về được khi lượt khám hủy: %s', (state, may) => {
  expect(mayWithdraw(claimIn(state))).toBe(may);
});

test.each<[Encounter['status'], string | undefined, boolean, boolean]>([
  ['finished', '2026-11-02T10:00:00+07:00', true, false],
  ['finished', undefined, false, false],
  ['in-progress', undefined, false, false],
  ['in-progress', '2026-11-02T10:00:00+07:00', false, false],
  ['cancelled', '2026-11-02T10:00:00+07:00', false, true],
  ['entered-in-error', undefined, false, true],
])('lượt khám %s, giờ ra %s', (status, end, ended, off) => {
  const period = { start: '2026-11-02T08:00:00+07:00', ...(end === undefined ? {} : { end }) };
  const encounter: Encounter = { resourceType: 'Encounter', status, class: { code: 'AMB' }, period };
  expect([hasEnded(encounter), isCalledOff(encounter)]).toEqual([ended, off]);
});
