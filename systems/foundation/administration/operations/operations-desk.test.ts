import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('administrator').call<Out>(name, undefined, input);

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test('bàn vận hành: việc nền dừng lại và việc nền đang chờ', async () => {
  expect(await call('$operations-desk')).toEqual({ job: [], waitingJobs: 0 });
});
