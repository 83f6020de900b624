import { openTestHospital } from '@lienmach/testing';
import type { Claim } from 'fhir/r4';
import { expect, test } from 'vitest';
import { claims } from '../index.ts';
import { stateOf } from '../rules/stored-claim.ts';
import { anError, aWarning, storedClaim } from '../stories/stored-claim-for-tests.ts';
import { lockClaims } from './lock-claims.ts';

test('chỉ khóa hồ sơ sạch của tháng: còn cảnh báo, còn lỗi, tháng khác để nguyên; bấm lại không khóa hai lần', async () => {
  const hospital = await openTestHospital([claims]);
  const clean = [await storedClaim(hospital), await storedClaim(hospital)];
  const kept = [
    await storedClaim(hospital, { findings: [aWarning] }),
    await storedClaim(hospital, { findings: [{ ...aWarning, atRisk: 5000 }], atRisk: 5000 }),
    await storedClaim(hospital, { state: 'blocked', findings: [anError] }),
    await storedClaim(hospital, { month: '2026-10' }),
  ];
  const lock = () => hospital.as('claims-clerk').call<object>(lockClaims, undefined, { month: '2026-09' });
  expect(await lock()).toEqual({ locked: 2, passed: 1 });
  const stateNow = async ({ id }: Claim) => stateOf(await hospital.as('tool').store.read('Claim', id ?? ''));
  expect(await Promise.all(clean.map(stateNow))).toEqual(['locked', 'locked']);
  expect(await Promise.all(kept.map(stateNow))).toEqual(['ready', 'ready', 'blocked', 'ready']);
  expect(await hospital.all('Task')).toHaveLength(2);
  expect(await lock()).toEqual({ locked: 0, passed: 1 });
  await hospital.close();
});
