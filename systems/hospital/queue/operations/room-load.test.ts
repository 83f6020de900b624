import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';
import { callNext } from './call-next.ts';
import { type RoomLoad, roomLoad } from './room-load.ts';

let world: WaitingRoom;
beforeAll(async () => {
  world = await openWaitingRoom();
});
afterAll(() => world.hospital.close());

test('tải phòng: đếm người chờ, ước tính từ nhịp gọi; chưa đủ số liệu thì nói thật', async () => {
  const { hospital, arrive, examine } = world;
  const load = async () => {
    const { room } = await hospital.as('registrar').call<{ readonly room: readonly RoomLoad[] }>(roomLoad);
    return room.find(({ id }) => id === 'noi-1');
  };
  expect(await load()).toEqual({
    id: 'noi-1',
    name: 'Phòng khám Nội 1',
    waiting: 0,
    priority: 0,
    called: 0,
    seen: 0,
    basis: 0,
    note: 'not-enough-data',
  });
  const first = await arrive();
  for (let n = 0; n < 11; n++) await arrive();
  await arrive({ priority: 'urgent' });
  expect(await load()).toMatchObject({ waiting: 13, priority: 1, note: 'not-enough-data' });
  for (let n = 0; n < 6; n++) {
    await hospital.as('doctor').call(callNext, undefined, { room: 'noi-1' });
    hospital.tick(4);
  }
  await examine(first);
  expect(await load()).toMatchObject({
    waiting: 7,
    priority: 0,
    called: 5,
    seen: 1,
    basis: 5,
    paceMinutes: 4,
    estimatedMinutes: 28,
  });
});
