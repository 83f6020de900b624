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

test('xem bản tin gốc: che tên người bệnh; mở hết thì nhật ký ghi là đã mở', async () => {
  const id = await park('C1');
  const masked = await call<{ content: string; isMasked: boolean }>('$message-content', { id });
  expect(masked.isMasked).toBe(true);
  expect(masked.content).toContain('PID|1||•••||•••^•••');
  const open = await call<{ content: string }>('$message-content', { id, reveal: true });
  expect(open.content).toContain('CAO^THI BE');
  expect(hospital.calls.at(-1)).toMatchObject({ what: [`message/${id}`], detail: 'revealed' });
});
