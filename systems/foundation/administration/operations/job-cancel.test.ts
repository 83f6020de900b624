import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('administrator').call<Out>(name, undefined, input);

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test.each(['404', 'x'])('việc đã xong hoặc không có thì không bỏ được: %s', async (id) => {
  await expect(call('$job-cancel', { id, reason: 'Đã làm bằng tay' })).rejects.toMatchObject({
    code: 'administration.jobNotWaiting',
    status: 409,
  });
});
