import { defineSystem, type Subscription } from '@lienmach/system-kit';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errors } from '../errors.ts';
import { administration } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('administrator').call<Out>(name, undefined, input);

/** stops at once: what it says is an answer, no accident */
const stops: Subscription<'Location'> = {
  id: 'on-location',
  on: 'Location',
  when: () => true,
  actAs: ['administrator'],
  react: async () => {
    throw errors.badDays();
  },
};
const broken = defineSystem({ id: 'broken', title: { vi: 'Hỏng', en: 'Broken' }, subscriptions: [stops] });

beforeAll(async () => {
  hospital = await openTestHospital([administration, broken]);
});
afterAll(() => hospital.close());

test('bàn vận hành: việc nền dừng lại nói vì sao; bỏ phải ghi lý do, lý do vào nhật ký', async () => {
  expect(await call('$operations-desk')).toEqual({ job: [], waitingJobs: 0 });
  await hospital.as('administrator').store.create({ resourceType: 'Location', name: 'Phòng thử' });
  await hospital.settled();
  const desk = await call<{ job: readonly { id: string }[] }>('$operations-desk');
  expect(desk.job).toMatchObject([
    { reason: expect.stringContaining('Ngày kết thúc phải từ ngày bắt đầu'), attempts: 1 },
  ]);
  const id = desk.job[0]?.id;
  await expect(call('$job-cancel', { id, reason: ' ' })).rejects.toMatchObject({
    code: 'administration.reasonMissing',
  });
  await call('$job-cancel', { id, reason: 'Đã làm bằng tay' });
  expect(hospital.calls.at(-1)).toMatchObject({ what: [`job/${id}`], detail: /* givenUp */ 'Đã làm bằng tay' });
  expect(await call('$operations-desk')).toMatchObject({ job: [] });
});
