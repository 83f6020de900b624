import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Claim, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { stateOf, withState } from '../rules/stored-claim.ts';
import { storedClaim } from '../stories/stored-claim-for-tests.ts';
import { decideUnlock } from './decide-unlock.ts';
import { unlockClaim } from './unlock-claim.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const ask = ({ id }: Claim) =>
  hospital.as('claims-clerk').call<Task>(unlockClaim, `Claim/${id}`, { reason: 'Gửi nhầm số thẻ' });
const decide = ({ id }: Task, approve: boolean, role = 'tool') =>
  hospital.as(role).call<Claim | undefined>(decideUnlock, `Task/${id}`, { approve });
const store = () => hospital.as('tool').store;
const refused = (code: string) => expect.objectContaining({ code: `claims.${code}` });

test('người thứ hai duyệt: hồ sơ mở lại; người xin không tự duyệt; duyệt hai lần không được', async () => {
  const claim = await storedClaim(hospital, { state: 'sent' });
  const task = await ask(claim);
  await expect(decide(task, true, 'claims-clerk')).rejects.toEqual(refused('samePerson'));
  const opened = await decide(task, true);
  expect(opened).toMatchObject({ id: claim.id, status: 'draft', identifier: claim.identifier });
  expect(opened && stateOf(opened)).toBe('ready');
  expect(await store().read('Task', task.id ?? '')).toMatchObject({
    status: 'completed',
    requester: { reference: 'Practitioner/claims-clerk' },
    owner: { reference: 'Practitioner/tool' },
  });
  await expect(decide(task, true)).rejects.toEqual(refused('notAnUnlockRequest'));
});

test('không duyệt: hồ sơ để nguyên, người xin rút lại được, sau đó xin lại được', async () => {
  const claim = await storedClaim(hospital, { state: 'rejected' });
  const first = await ask(claim);
  const kept = await decide(first, false, 'claims-clerk');
  expect(kept && stateOf(kept)).toBe('rejected');
  expect((await store().read('Task', first.id ?? '')).status).toBe('rejected');
  expect((await ask(claim)).id).not.toBe(first.id);
});

test('trong lúc chờ hồ sơ đã rút: không còn gì để mở', async () => {
  const claim = await storedClaim(hospital, { state: 'sent' });
  const task = await ask(claim);
  await store().update<Claim>(withState(claim, 'withdrawn'));
  await expect(decide(task, true)).rejects.toEqual(refused('notLocked'));
});
