import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

const since = new Date('2026-03-02T00:10:00Z');

test.each([
  [0, 0, 'ok'],
  [2, 1, 'slow'],
  [2, 3, 'down'],
])('%i bản tin chờ, thử %i lần: kênh %s; ai ở cơ sở cũng xem được', async (waiting, attempts, state) => {
  const { ask } = openDeskDoor({
    links: async (channels) => channels.map((channel) => ({ channel, waiting, attempts, waitingSince: since })),
  });
  expect(await ask('nurse', 'link-state')).toEqual({
    link: [{ channel: 'may', state, waiting, since: since.toISOString() }],
  });
});
