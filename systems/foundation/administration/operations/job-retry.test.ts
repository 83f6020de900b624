import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('administrator').call<Out>(name, undefined, input);

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test.each(['404', 'x'])('việc đã xong hoặc không có thì không chạy lại được: %s', async (id) => {
  await expect(call('$job-retry', { id })).rejects.toMatchObject({
    code: 'administration.jobNotWaiting',
    status: 409,
  });
});
