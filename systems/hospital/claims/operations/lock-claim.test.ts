import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Claim } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { stateOf } from '../rules/stored-claim.ts';
import { aWarning, storedClaim } from '../stories/stored-claim-for-tests.ts';
import { lockClaim } from './lock-claim.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const lock = ({ id }: Claim, input: object = {}) =>
  hospital.as('claims-clerk').call<Claim | undefined>(lockClaim, `Claim/${id}`, input);
const notesOf = ({ id }: Claim) => hospital.as('tool').store.search('Task', `focus=Claim/${id}`);
const refused = (code: string) => expect.objectContaining({ code: `claims.${code}` });

test('hồ sơ sạch khóa được ngay; ai khóa, lúc nào ở lại trong hồ sơ', async () => {
  const claim = await storedClaim(hospital);
  const locked = await lock(claim);
  expect(locked && stateOf(locked)).toBe('locked');
  expect(await notesOf(claim)).toMatchObject([
    { status: 'completed', requester: { reference: 'Practitioner/claims-clerk' }, code: { text: 'Khóa hồ sơ BHYT' } },
  ]);
});

test('còn cảnh báo thì phải ghi lý do; lý do ở lại', async () => {
  const claim = await storedClaim(hospital, { findings: [aWarning] });
  await expect(lock(claim)).rejects.toEqual(refused('reasonNeeded'));
  await expect(lock(claim, { reason: 'ừ' })).rejects.toEqual(refused('reasonNeeded'));
  expect(await notesOf(claim)).toEqual([]);
  await lock(claim, { reason: 'Chẩn đoán đã hội chẩn' });
  expect(await notesOf(claim)).toMatchObject([{ reasonCode: { text: 'Chẩn đoán đã hội chẩn' } }]);
});

test.each(['blocked', 'locked', 'queued', 'sent', 'refused', 'withdrawn'] as const)(
  'hồ sơ ở trạng thái %s không khóa được',
  async (state) => {
    await expect(lock(await storedClaim(hospital, { state }))).rejects.toEqual(refused('notReady'));
  },
);
