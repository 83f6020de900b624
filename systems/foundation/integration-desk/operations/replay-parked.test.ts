import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

test('không còn gì chờ vì lý do ấy: nói rõ, không tạo việc nền', async () => {
  const { ask } = openDeskDoor({ groups: async () => [] });
  await expect(ask('integrator', 'replay-parked', { group: 'g' })).rejects.toMatchObject({
    code: 'integration-desk.nothingWaits',
    status: 404,
  });
});
