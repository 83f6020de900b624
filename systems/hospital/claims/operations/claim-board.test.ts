import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { anError, aWarning, storedClaim } from '../stories/stored-claim-for-tests.ts';
import { claimBoard } from './claim-board.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-09-20T01:00:00.000Z' });
  const risky = { findings: [{ ...anError, atRisk: 70_000 }], atRisk: 100_000, asked: 100_000 };
  await storedClaim(hospital, { ...risky, state: 'blocked', department: 'K01', doctor: 'doctor' });
  await storedClaim(hospital, {
    ...risky,
    state: 'blocked',
    department: 'K02',
    doctor: 'doctor',
    findings: [
      { ...anError, atRisk: 30_000 },
      { ...aWarning, atRisk: 2000 },
      { ...aWarning, at: 'XML1.MA_BENH_KT', atRisk: 3000 },
    ],
  });
  await storedClaim(hospital, { asked: 50_000, department: 'K01' });
  await storedClaim(hospital, { asked: 10_000, state: 'sent' });
  await storedClaim(hospital, { month: '2026-08' });
});
afterAll(() => hospital.close());

const vnd = (value: number) => ({ value, currency: 'VND' });
const board = (month: string) => hospital.as('claims-clerk').call<object>(claimBoard, undefined, { month });

test('một tháng: đếm và tiền theo trạng thái, lỗi, khoa, bác sĩ; nhiều tiền đứng trước', async () => {
  expect(await board('2026-09')).toMatchObject({
    total: 4,
    counted: 4,
    counting: 'at-once',
    state: expect.arrayContaining([
      { code: 'blocked', claims: 2, insurerPart: vnd(200_000), atRisk: vnd(200_000) },
      { code: 'ready', claims: 1, insurerPart: vnd(50_000), atRisk: vnd(0) },
      { code: 'sent', claims: 1, insurerPart: vnd(10_000), atRisk: vnd(0) },
      { code: 'withdrawn', claims: 0 },
    ]),
    rule: [
      { code: 'DX-01', claims: 2, atRisk: vnd(100_000) },
      { code: 'DX-10', claims: 1, atRisk: vnd(3000) },
    ],
    department: [
      { code: 'K01', claims: 2, insurerPart: vnd(150_000), atRisk: vnd(100_000) },
      { code: 'K02', claims: 1, atRisk: vnd(100_000) },
      { code: '-', claims: 1 },
    ],
    doctor: [
      { code: 'Practitioner/doctor', name: 'doctor', claims: 2, atRisk: vnd(200_000) },
      { code: '-', claims: 2, atRisk: vnd(0) },
    ],
  });
});

test('tháng chưa có hồ sơ: mọi số bằng không; tháng viết sai thì từ chối', async () => {
  expect(await board('2026-07')).toMatchObject({ total: 0, counted: 0, rule: [], department: [], doctor: [] });
  await expect(board('7/2026')).rejects.toMatchObject({ code: 'claims.badMonth', status: 400 });
});
