import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('administrator').call<Out>(name, undefined, input);
const raw = (id: string, type = 'ORU^R01') =>
  Buffer.from(`MSH|^~\\&|MAY||||20260302||${type}|${id}|P|2.5.1\rPID|1||A1||CAO^THI BE`);
/** no room of this hospital understands the type: the message is parked */
const park = async (controlId: string): Promise<string> => {
  await hospital.inbound.receive(raw(controlId), 'may');
  return (await hospital.engines.messages.list('parked')).find((one) => one.controlId === controlId)?.id ?? '';
};

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test.each(['404', 'x'])('việc đã xong hoặc không có thì không bỏ được: %s', async (id) => {
  await expect(call('$job-cancel', { id, reason: 'Đã làm bằng tay' })).rejects.toMatchObject({
    code: 'administration.jobNotWaiting',
    status: 409,
  });
  expect(await park('J1')).not.toBe('');
});
