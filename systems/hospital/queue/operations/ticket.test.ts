import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';
import { callNext } from './call-next.ts';
import { skip } from './skip.ts';
import { type TicketPlace, ticket } from './ticket.ts';

let world: WaitingRoom;
beforeAll(async () => {
  world = await openWaitingRoom();
});
afterAll(() => world.hospital.close());

const look = (number: number, room = 'noi-1') =>
  world.hospital.as('board').call<TicketPlace>(ticket, undefined, { room, ticket: number });

test('người cầm phiếu: còn mấy người, đang được mời, đã qua lượt, đã vào khám; không lộ tên', async () => {
  const { hospital, arrive, examine } = world;
  const first = await arrive({ name: 'Đào Thị Mai' });
  for (let n = 0; n < 9; n++) await arrive({ name: 'Đào Thị Mai' });
  expect(await look(3)).toEqual({
    at: '2026-03-02T07:30:00+07:00',
    room: 'noi-1',
    roomName: 'Phòng khám Nội 1',
    ticket: 3,
    state: 'waiting',
    ahead: 2,
    note: 'not-enough-data',
  });
  await hospital.as('doctor').call(callNext, undefined, { room: 'noi-1' });
  expect(await look(1)).toMatchObject({ state: 'called' });
  hospital.tick(1);
  await hospital.as('doctor').call(skip, first);
  expect(await look(1)).toMatchObject({ state: 'skipped', ahead: 9 });
  hospital.tick(1);
  for (let n = 0; n < 6; n++) {
    await hospital.as('doctor').call(callNext, undefined, { room: 'noi-1' });
    hospital.tick(5);
  }
  const mine = await look(9);
  expect(mine).toMatchObject({ state: 'waiting', ahead: 1, estimatedMinutes: 5 });
  expect(mine.note).toBeUndefined();
  await examine(first);
  const seen = await look(1);
  expect(seen).toMatchObject({ state: 'seen' });
  expect(JSON.stringify([mine, seen])).not.toMatch(/Mai|Đào|Patient|Encounter/);
});

test('số không có hôm nay, phòng không có: nói rõ', async () => {
  await expect(look(999)).rejects.toMatchObject({ code: 'queue.unknownTicket' });
  await expect(look(1, 'thu-ngan')).rejects.toMatchObject({ code: 'queue.unknownRoom' });
});
