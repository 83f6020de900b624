import type { Encounter } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';
import { type Board, board } from './board.ts';
import { callNext } from './call-next.ts';
import { moveRoom } from './move-room.ts';
import type { QueueEntry } from './queue-entry.ts';
import { type Worklist, worklist } from './worklist.ts';

let world: WaitingRoom;
beforeEach(async () => {
  world = await openWaitingRoom();
});
afterEach(() => world.hospital.close());

const press = async (visit: string, room = 'noi-2') =>
  (await world.hospital.as('nurse').call<{ entry: QueueEntry }>(moveRoom, visit, { room })).entry;
const refused = (code: string) => expect.objectContaining({ code: `queue.${code}` });
const listOf = async (room: string) =>
  (await world.hospital.as('nurse').call<Worklist>(worklist, undefined, { room })).entry.map(({ ticket, state }) => [
    ticket,
    state,
  ]);

test('chuyển phòng: số mới, giữ diện ưu tiên và giờ đến, phòng cũ không còn; lượt khám ghi phòng mới', async () => {
  const { hospital, arrive } = world;
  const moved = await arrive({ priority: 'urgent' });
  hospital.tick(20);
  await arrive({ room: 'noi-2' });
  const entry = await press(moved);
  expect(entry).toMatchObject({
    ticket: 2,
    state: 'waiting',
    lane: 'priority',
    arrivedAt: '2026-03-02T07:30:00+07:00',
    waitingMinutes: 20,
    calls: 0,
  });
  expect(await listOf('noi-1')).toEqual([]);
  expect(await listOf('noi-2')).toEqual([
    [2, 'waiting'],
    [1, 'waiting'],
  ]);
  const encounter = await hospital.as('tool').store.follow('Encounter', { reference: moved });
  expect(encounter.location?.[0]?.location).toMatchObject({ identifier: { value: 'noi-2' } });
  const called = await hospital.as('doctor').call<{ entry?: QueueEntry }>(callNext, undefined, { room: 'noi-2' });
  expect(called.entry?.encounter.reference).toBe(moved);
});

test('người đã gọi rồi chuyển phòng: bảng phòng cũ không còn hiện số ấy', async () => {
  const { hospital, arrive } = world;
  const visit = await arrive();
  await hospital.as('doctor').call(callNext, undefined, { room: 'noi-1' });
  await press(visit);
  const shown = await hospital.as('board').call<Board>(board, undefined, { room: ['noi-1', 'noi-2'] });
  expect(shown.room.map(({ called, waiting }) => [called?.ticket, waiting])).toEqual([
    [undefined, 0],
    [undefined, 1],
  ]);
});

test('hai người cùng chuyển một lượt: một số ở một phòng; hai lượt cùng chuyển: hai số', async () => {
  const visit = await world.arrive();
  await Promise.allSettled([press(visit), press(visit)]);
  expect(await listOf('noi-2')).toEqual([[expect.any(Number), 'waiting']]);
  const others = [await world.arrive(), await world.arrive()];
  const numbers = (await Promise.all(others.map((other) => press(other)))).map(({ ticket }) => ticket);
  expect(new Set(numbers).size).toBe(2);
});

test('đã vào khám, cùng phòng, phòng lạ, phòng tính tiền khác: nói rõ, không đổi gì', async () => {
  const { hospital, arrive, examine } = world;
  const visit = await arrive();
  await expect(press(visit, 'noi-1')).rejects.toEqual(refused('sameRoom'));
  await expect(press(visit, 'thu-ngan')).rejects.toEqual(refused('unknownRoom'));
  await examine(visit);
  await expect(press(visit)).rejects.toEqual(refused('notMovable'));
  const far = await arrive({ room: 'phong-cu' });
  await expect(press(far)).rejects.toEqual(refused('otherExam'));
  const encounter = await hospital.as('tool').store.follow('Encounter', { reference: far });
  expect(encounter).toMatchObject<Partial<Encounter>>({ status: 'arrived' });
  expect(await listOf('noi-2')).toEqual([]);
});
