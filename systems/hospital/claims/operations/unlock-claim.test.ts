import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Claim, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { stateOf } from '../rules/stored-claim.ts';
import { anError, storedClaim } from '../stories/stored-claim-for-tests.ts';
import { unlockClaim } from './unlock-claim.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const reason = 'Bác sĩ sửa chẩn đoán';
const unlock = ({ id }: Claim, input: object = { reason }, role = 'claims-clerk') =>
  hospital.as(role).call<Task>(unlockClaim, `Claim/${id}`, input);
const stateNow = async ({ id }: Claim) => stateOf(await hospital.as('tool').store.read('Claim', id ?? ''));
const refused = (code: string) => expect.objectContaining({ code: `claims.${code}` });

test('hồ sơ đã khóa: một người mở, có lý do; hồ sơ về chỗ mà lỗi của nó đặt', async () => {
  const clean = await storedClaim(hospital, { state: 'locked' });
  await expect(unlock(clean, { reason: ' a ' })).rejects.toEqual(refused('reasonNeeded'));
  expect(await unlock(clean)).toMatchObject({
    status: 'completed',
    reasonCode: { text: reason },
    requester: { reference: 'Practitioner/claims-clerk' },
  });
  expect(await stateNow(clean)).toBe('ready');
  const faulty = await storedClaim(hospital, { state: 'locked', findings: [anError] });
  await unlock(faulty);
  expect(await stateNow(faulty)).toBe('blocked');
});

test.each(['sent', 'reviewed', 'rejected'] as const)(
  'bảo hiểm đang giữ (%s): chờ người thứ hai, hồ sơ chưa đổi; hỏi lại không sinh việc mới',
  async (state) => {
    const claim = await storedClaim(hospital, { state });
    const task = await unlock(claim);
    expect(task).toMatchObject({ status: 'requested', code: { text: 'Duyệt mở lại hồ sơ đã gửi' } });
    expect(await stateNow(claim)).toBe(state);
    expect((await unlock(claim)).id).toBe(task.id);
    await expect(unlock(claim, { reason: 'Lý do khác hẳn' })).rejects.toEqual(refused('unlockAsked'));
    await expect(unlock(claim, { reason }, 'tool')).rejects.toEqual(refused('unlockAsked'));
  },
);

test('chưa khóa thì không có gì để mở; đang gửi thì chờ cổng', async () => {
  for (const state of ['blocked', 'ready', 'refused', 'withdrawn'] as const) {
    await expect(unlock(await storedClaim(hospital, { state }))).rejects.toEqual(refused('notLocked'));
  }
  await expect(unlock(await storedClaim(hospital, { state: 'queued' }))).rejects.toEqual(refused('beingSent'));
});
