import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('administrator').call<Out>(name, undefined, input);

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test('chuỗi nhật ký: hỏi nhanh chỉ nói đã niêm phong tới đâu, kiểm thì đi hết chuỗi', async () => {
  expect(await call('$audit-chain')).toEqual({ seals: 0 });
  const checked = await call('$audit-chain', { check: true });
  expect(checked).toMatchObject({ seals: 0, isIntact: true, sealed: 0, finding: [] });
});
