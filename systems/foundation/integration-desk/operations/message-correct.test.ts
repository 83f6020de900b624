import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { integrationDesk } from '../index.ts';

let hospital: TestHospital;
const call = <Out>(name: string, input: object = {}) => hospital.as('integrator').call<Out>(name, undefined, input);
const raw = (id: string, type = 'ORU^R01') =>
  Buffer.from(`MSH|^~\\&|MAY||||20260302||${type}|${id}|P|2.5.1\rPID|1||A1||CAO^THI BE`);
/** no room of this hospital understands the type: the message is parked */
const park = async (controlId: string): Promise<string> => {
  await hospital.inbound.receive(raw(controlId), 'may');
  return (await hospital.engines.messages.search({ controlId })).items[0]?.id ?? '';
};

beforeAll(async () => {
  hospital = await openTestHospital([integrationDesk]);
});
afterAll(() => hospital.close());

test('một bản tin nằm chờ: bàn nói vì sao; xem thì che người bệnh; phát lại, sửa, bỏ; bản gốc còn nguyên từng chữ', async () => {
  const id = await park('S1');
  const desk = await call<{ group: readonly object[]; channel: readonly object[] }>('$integration-desk');
  expect(desk.group).toMatchObject([
    { channel: 'may', count: 1, example: id, reason: 'Loại bản tin này chưa được tiếp nhận.' },
  ]);
  expect(desk.channel).toMatchObject([{ id: 'lab-analyzer' }, { id: 'may', parked: 1 }]);
  expect(desk).toMatchObject({ outgoing: [], replay: [], received: 0, count: 1 });
  expect(JSON.stringify(desk)).not.toContain('CAO');

  const masked = await call<{ content: string; isMasked: boolean }>('$message-content', { id });
  expect(masked.isMasked).toBe(true);
  expect(masked.content).toContain('PID|1||•••||•••^•••');
  const open = await call<{ content: string }>('$message-content', { id, reveal: true });
  expect(open.content).toContain('CAO^THI BE');
  expect(hospital.calls.at(-1)).toMatchObject({ what: [`message/${id}`], detail: 'revealed' });
  expect(await call('$message-trace', { id })).toMatchObject({
    controlId: 'S1',
    patientKey: 'A1',
    place: 'MSH-9',
    answer: expect.stringContaining('MSA|AR|S1'),
    stage: [{ name: 'received', state: 'done' }, { state: 'done' }, { name: 'mapped', state: 'stopped' }, {}, {}],
  });

  expect(await call('$message-replay', { id })).toEqual({ state: 'parked' });
  expect(hospital.calls.at(-1)).toMatchObject({ what: [`message/${id}`], detail: 'parked' });
  const content = raw('S1', 'ORU^R30').toString().replaceAll('\r', '\n');
  const made = await call<{ state: string; message: string }>('$message-correct', { id, content });
  expect(made.state).toBe('parked');
  expect((await hospital.engines.messages.read(id)).raw).toEqual(raw('S1'));
  expect(await hospital.engines.messages.read(made.message)).toMatchObject({ corrects: id });
  expect(hospital.calls.at(-1)).toMatchObject({ what: [`message/${id}`, `message/${made.message}`] });

  await expect(call('$message-refuse', { id: made.message, reason: '  ' })).rejects.toMatchObject({
    code: 'integration-desk.reasonMissing',
  });
  await call('$message-refuse', { id: made.message, reason: 'Máy gửi nhầm' });
  expect(await hospital.engines.messages.read(made.message)).toMatchObject({
    state: 'refused',
    reason: { issue: [{ details: { text: /* givenUp */ 'Người phụ trách tích hợp bỏ qua: Máy gửi nhầm' } }] },
  });
  expect(await call('$integration-desk')).toMatchObject({ count: 2 });
  await expect(call('$message-replay', { id: '999' })).rejects.toMatchObject({ code: 'exchange.unknownMessage' });
});
