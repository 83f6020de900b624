import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

test('số bản tin đã bỏ vì hết hạn: theo kênh, hoặc chung cho các kênh không khai hạn', async () => {
  const at = new Date('2026-11-22T01:00:00Z');
  const { ask } = openDeskDoor({
    purges: async () => [
      { at, channel: 'may', incoming: 12, outgoing: 0 },
      { at, channel: undefined, incoming: 3, outgoing: 4 },
    ],
  });
  expect(await ask('integrator', 'retention-figures')).toEqual({
    purge: [
      { at: '2026-11-22T01:00:00.000Z', channel: 'may', incoming: 12, outgoing: 0 },
      { at: '2026-11-22T01:00:00.000Z', incoming: 3, outgoing: 4 },
    ],
  });
});
