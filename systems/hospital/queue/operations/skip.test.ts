import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';
import { type CalledNext, callNext } from './call-next.ts';
import type { QueueEntry } from './queue-entry.ts';
import { skip } from './skip.ts';

let world: WaitingRoom;
beforeEach(async () => {
  world = await openWaitingRoom();
});
afterEach(() => world.hospital.close());

const press = async (role: string, visit: string) =>
  (await world.hospital.as(role).call<{ entry: QueueEntry }>(skip, visit)).entry;
const refused = (code: string) => expect.objectContaining({ code: `queue.${code}` });

const next = () => world.hospital.as('doctor').call<CalledNext>(callNext, undefined, { room: 'noi-1' });

test('qua lượt: đứng sau những người đang chờ, gọi lại được', async () => {
  const absent = await world.arrive({ priority: 'stat' });
  await world.arrive();
  world.hospital.tick(1);
  expect((await next()).entry?.ticket).toBe(1);
  world.hospital.tick(1);
  expect(await press('doctor', absent)).toMatchObject({ state: 'waiting', skips: 1, calls: 1 });
  await world.arrive();
  expect((await next()).entry?.ticket).toBe(2);
  world.hospital.tick(1);
  expect((await next()).entry?.ticket).toBe(1);
});

test('đang khám thì không qua lượt được', async () => {
  const visit = await world.arrive();
  await world.examine(visit);
  await expect(press('doctor', visit)).rejects.toEqual(refused('notWaiting'));
});
