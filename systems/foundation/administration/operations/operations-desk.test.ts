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

test('bàn vận hành: bản tin nằm chờ với lý do bằng lời, kênh đối tác, không có nội dung bản tin', async () => {
  const id = await park('D1');
  const desk = await call<{ message: readonly object[]; link: readonly object[]; received: number }>(
    '$operations-desk',
  );
  expect(desk.message).toMatchObject([
    { id, partner: 'may', controlId: 'D1', attempts: 1, reason: 'Loại bản tin này chưa được tiếp nhận.' },
  ]);
  expect(desk).toMatchObject({ outgoing: [], job: [], waitingJobs: 0, received: 0 });
  expect(desk.link).toMatchObject([{ channel: 'lab-analyzer', waiting: 0 }]);
  expect(JSON.stringify(desk)).not.toContain('CAO');
});
