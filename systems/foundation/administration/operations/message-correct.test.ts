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

test('sửa rồi phát lại: bản gốc còn nguyên, bản sửa là bản tin mới', async () => {
  const id = await park('S1');
  const content = raw('S1', 'ORU^R30').toString().replaceAll('\r', '\n');
  const made = await call<{ state: string; message: string }>('$message-correct', { id, content });
  expect(made.state).toBe('parked');
  expect((await hospital.engines.messages.read(id)).raw).toEqual(raw('S1'));
  expect(await hospital.engines.messages.read(made.message)).toMatchObject({ corrects: id });
  expect(hospital.calls.at(-1)).toMatchObject({ what: [`message/${id}`, `message/${made.message}`] });
});
