import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

test('thôi gửi: phải ghi lý do, lý do vào hàng đợi và nhật ký', async () => {
  const given: unknown[] = [];
  const { ask, calls } = openDeskDoor({
    giveUp: async (id, reason) => void given.push(id, reason.issue[0]?.details?.text),
  });
  await expect(ask('integrator', 'outgoing-cancel', { id: '7', reason: ' ' })).rejects.toMatchObject({
    code: 'integration-desk.reasonMissing',
  });
  expect(given).toEqual([]);
  await ask('integrator', 'outgoing-cancel', { id: '7', reason: 'Đối tác ngừng' });
  expect(given).toEqual(['7', 'Người phụ trách tích hợp bỏ qua: Đối tác ngừng']);
  expect(calls.at(-1)).toMatchObject({ what: ['outgoing/7'], detail: 'Đối tác ngừng' });
});
