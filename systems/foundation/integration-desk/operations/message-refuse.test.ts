import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

test('bỏ bản tin không ghi lý do: từ chối, sổ không đổi', async () => {
  const refused: string[] = [];
  const { ask } = openDeskDoor({ refuse: async (id) => void refused.push(id) });
  await expect(ask('integrator', 'message-refuse', { id: '5', reason: '' })).rejects.toMatchObject({
    code: 'integration-desk.reasonMissing',
  });
  await ask('integrator', 'message-refuse', { id: '5', reason: 'Gửi nhầm' });
  expect(refused).toEqual(['5']);
});
