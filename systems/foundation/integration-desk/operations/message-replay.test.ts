import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

test('phát lại: bản tin được xử lý lại, nhật ký ghi kết quả', async () => {
  const { ask, calls } = openDeskDoor({ replay: async () => 'applied' });
  expect(await ask('integrator', 'message-replay', { id: '5' })).toEqual({ state: 'applied' });
  expect(calls.at(-1)).toMatchObject({ what: ['message/5'], detail: 'applied' });
});
