import type { MessageQuery } from '@lienmach/exchange';
import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

const line = {
  id: '9',
  partner: 'may',
  channel: 'may',
  controlId: 'C9',
  patientKey: 'BN1',
  state: 'applied',
  received: new Date('2026-03-02T00:00:00Z'),
  attempts: 1,
  stages: { decoded: 0.5, answered: 8.5 },
} as const;

test('tìm bản tin: câu hỏi tới sổ nguyên vẹn, trang sau có dấu nối; tìm theo số người bệnh thì vào nhật ký', async () => {
  const asked: MessageQuery[] = [];
  const search = async (query: MessageQuery) => {
    asked.push(query);
    return { items: [line], next: '5.9' };
  };
  const { ask, calls } = openDeskDoor({ search });
  expect(await ask('integrator', 'message-search', { channel: 'may', limit: 20 })).toMatchObject({
    message: [{ id: '9', patientKey: 'BN1', took: 8.5 }],
    next: '5.9',
  });
  expect(calls).toHaveLength(1);
  await ask('integrator', 'message-search', { patientKey: 'BN1', from: '2026-03-01T17:00:00Z', after: '5.9' });
  expect(asked).toMatchObject([
    { channel: 'may', limit: 20 },
    { patientKey: 'BN1', from: new Date('2026-03-01T17:00:00Z'), after: '5.9' },
  ]);
  expect(calls.at(-1)).toMatchObject({ what: ['message/9'], detail: 'found by number' });
});
