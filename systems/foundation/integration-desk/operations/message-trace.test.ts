import type { LoggedMessage } from '@lienmach/exchange';
import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

const message: LoggedMessage = {
  id: '5',
  partner: 'may',
  channel: 'may-1',
  controlId: 'C5',
  type: 'ORU^R01',
  patientKey: 'BN1',
  orderKey: undefined,
  raw: Buffer.from('MSH|^~\\&|MAY\rPID|1||A1||CAO^THI BE'),
  state: 'parked',
  reason: undefined,
  answer: Buffer.from('MSH|^~\\&|BV\rMSA|AE|C5'),
  received: new Date('2026-03-02T00:00:00Z'),
  attempts: 1,
  corrects: undefined,
  stages: { decoded: 1, answered: 3 },
};

test('đường đi của bản tin: từng bước, câu trả lời cho máy; không có tên người bệnh; nhật ký ghi ai đã xem', async () => {
  const { ask, calls } = openDeskDoor({ read: async () => message });
  const trace = await ask('integrator', 'message-trace', { id: '5' });
  expect(trace).toMatchObject({
    channel: 'may-1',
    patientKey: 'BN1',
    answer: 'MSH|^~\\&|BV\nMSA|AE|C5',
    stage: [{ name: 'received' }, { name: 'decoded', took: 1 }, { name: 'mapped', state: 'stopped' }, {}, {}],
  });
  expect(JSON.stringify(trace)).not.toContain('CAO');
  expect(calls.at(-1)).toMatchObject({ what: ['message/5'], detail: 'stages' });
});
