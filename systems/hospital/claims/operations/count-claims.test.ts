import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { MeasureReport } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { countUnderWay, lastCount } from '../rules/figures-report.ts';
import { anError, storedClaim } from '../stories/stored-claim-for-tests.ts';
import { countClaims } from './count-claims.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-09-20T01:00:00.000Z' });
});
afterAll(() => hospital.close());

const count = () => hospital.as('claims-clerk').call<MeasureReport>(countClaims, undefined, { month: '2026-09' });
const reports = () => hospital.all('MeasureReport');

test('tính nền cả tháng: hỏi hai lần chỉ một lần tính; tính lại thì số cũ còn đọc được đến khi xong', async () => {
  await storedClaim(hospital, { state: 'blocked', findings: [{ ...anError, atRisk: 7000 }], atRisk: 7000 });
  await storedClaim(hospital, { asked: 3000 });
  const first = await count();
  expect(first.status).toBe('pending');
  expect((await count()).id).toBe(first.id);
  await hospital.settled();
  const [done, ...others] = await reports();
  expect(others).toEqual([]);
  expect(done).toMatchObject({ status: 'complete', date: '2026-09-20T08:00:00+07:00' });
  const figures = done && lastCount(done)?.figures;
  expect(figures?.state.get('blocked')).toMatchObject({ claims: 1 });
  expect(figures?.rule.get('DX-01')?.atRisk).toBe(700_000n);
  expect(figures?.state.get('ready')?.insurerPart).toBe(300_000n);

  await storedClaim(hospital, { state: 'sent', asked: 10_000 });
  const again = await count();
  expect(lastCount(again)?.counted).toBe(2);
  expect(countUnderWay(again)?.counted).toBe(0);
  await hospital.settled();
  const [newest] = await reports();
  expect(newest && lastCount(newest)?.counted).toBe(3);
  expect(newest && countUnderWay(newest)).toBeUndefined();
});
