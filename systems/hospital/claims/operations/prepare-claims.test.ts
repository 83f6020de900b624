import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ChargeItem, Claim, Encounter, Task } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { batchState } from '../rules/claim-batch.ts';
import { stateOf, withState } from '../rules/stored-claim.ts';
import type { NeutralVisit } from '../stories/neutral-visit.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { prepareClaims } from './prepare-claims.ts';

let hospital: TestHospital;
beforeEach(async () => {
  // the room without its reactions: visits that ended before it was there
  hospital = await openTestHospital([{ ...claims, subscriptions: batchOnly, followers: [] }], {
    startsAt: '2026-11-21T01:00:00.000Z',
  });
});
afterEach(() => hospital.close());

const batchOnly = (claims.subscriptions ?? []).filter(({ id }) => id === 'on-preparing-requested');
const prepare = (month: string) => hospital.as('claims-clerk').call<Task>(prepareClaims, undefined, { month });
const store = () => hospital.as('tool').store;
const done = async ({ id }: Task): Promise<Task> => {
  await hospital.settled();
  return store().read('Task', id ?? '');
};
const staying =
  (from: string, to: string) =>
  (visit: NeutralVisit): NeutralVisit => ({
    ...visit,
    visit: { ...visit.visit, type: '03', in: from, inpatientFrom: from, admissionReason: 'Theo dõi', out: to },
  });
const claimsOf = ({ id }: Encounter): Promise<Claim[]> => store().search('Claim', `encounter=Encounter/${id}`);

test('cả tháng theo ngày ra viện: người nằm qua tháng thuộc tháng ra; làm lại không ghi thêm', async () => {
  const day = await finishedVisit(hospital);
  const stayed = await finishedVisit(hospital, staying('2026-08-30T08:00', '2026-09-02T10:00'));
  const later = await finishedVisit(hospital, staying('2026-09-29T08:00', '2026-10-01T10:00'));
  const task = await done(await prepare('2026-09'));
  expect(task.status).toBe('completed');
  expect(batchState(task).counts).toEqual({ written: 2, same: 0, left: 0, none: 0, failed: 0 });
  expect([(await claimsOf(day)).length, (await claimsOf(stayed)).length, (await claimsOf(later)).length]).toEqual([
    1, 1, 0,
  ]);
  const again = await done(await prepare('2026-09'));
  expect(again.id).not.toBe(task.id);
  expect(batchState(again).counts).toMatchObject({ written: 0, same: 2 });
});

test('nhiều trang trong một ngày, hồ sơ đã khóa để yên, lượt không thẻ bỏ qua, lượt hỏng nêu tên', async () => {
  const visits: Encounter[] = [];
  for (let at = 0; at < 22; at += 1) visits.push(await finishedVisit(hospital));
  const [locked, broken] = visits;
  if (locked === undefined || broken === undefined) throw new TypeError('no visits');
  await finishedVisit(hospital, (visit) => ({ ...visit, cards: [] }));
  const claim = await hospital.as('claims-clerk').call<Claim>('Encounter/$prepare-claim', `Encounter/${locked.id}`);
  await store().update(withState(claim, 'locked'));
  const [charge] = await store().search('ChargeItem', `context=Encounter/${broken.id}`);
  if (charge === undefined) throw new TypeError('no charge');
  const { code: _, ...uncoded } = charge;
  await store().update<ChargeItem>({ ...uncoded, code: { text: 'không mã' } });
  const task = await done(await prepare('2026-09'));
  expect(batchState(task).counts).toEqual({ written: 20, same: 0, left: 1, none: 1, failed: 1 });
  expect(batchState(task).failed).toEqual([{ encounter: broken.id, code: 'core.chargeUnreadable' }]);
  expect(stateOf((await claimsOf(locked))[0] ?? claim)).toBe('locked');
});

test('đang chạy mà hỏi lại: cùng một việc; người hủy việc thì dừng', async () => {
  await finishedVisit(hospital);
  const task = await prepare('2026-09');
  expect((await prepare('2026-09')).id).toBe(task.id);
  await hospital.as('claims-clerk').store.update<Task>({ ...task, status: 'cancelled' });
  expect((await done(task)).status).toBe('cancelled');
  expect(await hospital.all('Claim')).toEqual([]);
  const again = await prepare('2026-09');
  expect([again.id, again.status]).toEqual([task.id, 'requested']);
  expect((await done(again)).status).toBe('completed');
  expect(await hospital.all('Claim')).toHaveLength(1);
});

test('tháng viết sai dạng: từ chối', async () => {
  await expect(prepare('11/2026')).rejects.toMatchObject({ status: 400, code: 'claims.badMonth' });
});
