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

test('xem nội dung: không nói gì thì che; ghi nhật ký là đã che hay đã mở', async () => {
  const { ask, calls } = openDeskDoor({ read: async () => message });
  expect(await ask('integrator', 'message-content', { id: '5' })).toEqual({
    content: 'MSH|^~\\&|MAY\nPID|1||•••||•••^•••',
    isMasked: true,
  });
  expect(calls.at(-1)).toMatchObject({ what: ['message/5'], detail: 'masked' });
  expect(await ask('integrator', 'message-content', { id: '5', reveal: true })).toMatchObject({
    content: expect.stringContaining('CAO^THI BE'),
  });
  expect(calls.at(-1)).toMatchObject({ detail: 'revealed' });
});
