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

test('mỗi kênh đối tác nói đang thông hay chờ; ai ở cơ sở cũng xem được', async () => {
  await park('L1');
  const { link } = await hospital.as('nurse').call<{ link: readonly object[] }>('$link-state');
  expect(link).toEqual([{ channel: 'lab-analyzer', state: 'ok', waiting: 0 }]);
  expect(await call('$link-state')).toEqual({ link });
});
