import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

test('gửi lại ngay: hàng đợi được báo, nhật ký ghi bản tin nào', async () => {
  const sent: string[] = [];
  const { ask, calls } = openDeskDoor({ sendAgain: async (id) => void sent.push(id) });
  await ask('integrator', 'outgoing-retry', { id: '7' });
  expect(sent).toEqual(['7']);
  expect(calls.at(-1)).toMatchObject({ operation: '$outgoing-retry', what: ['outgoing/7'] });
});
