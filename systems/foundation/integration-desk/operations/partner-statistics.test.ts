import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

const day = { channel: 'may', day: '2026-03-02', count: 10, applied: 9, parked: 1, refused: 0, p95: 7.5 };
const whole = { partner: 'may', count: 10, applied: 9, parked: 1, refused: 0, median: 2.5, p95: 7.5 };

test('số liệu theo kênh và đối tác: ngày bắt đầu lúc nửa đêm ở Việt Nam, nhiều nhất 31 ngày', async () => {
  const asked: unknown[] = [];
  const { ask } = openDeskDoor({
    days: async (from, until, zone) => {
      asked.push(from.toISOString(), until.toISOString(), zone);
      return [day];
    },
    partners: async () => [whole],
    sent: async (channels) => new Map(channels.map((channel) => [channel, 3])),
  });
  expect(await ask('integrator', 'partner-statistics', { channel: ['ra'] })).toEqual({
    day: [day],
    partner: [whole],
    sent: [{ channel: 'ra', count: 3 }],
  });
  expect(asked).toEqual(['2026-03-01T17:00:00.000Z', '2026-03-02T17:00:00.000Z', 420]);
  await ask('integrator', 'partner-statistics', { from: '2026-01-31', to: '2026-03-02' });
  expect(asked[3]).toBe('2026-01-30T17:00:00.000Z');
});

test.each([
  ['2026-01-30', '2026-03-02'],
  ['2026-03-03', '2026-03-02'],
])('từ %s đến %s: không đúng khoảng thì nói, không đếm', async (from, to) => {
  await expect(openDeskDoor().ask('integrator', 'partner-statistics', { from, to })).rejects.toMatchObject({
    code: 'integration-desk.badRange',
  });
});
