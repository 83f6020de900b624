import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';
import { type Board, board } from './board.ts';
import { callNext } from './call-next.ts';

let world: WaitingRoom;
beforeAll(async () => {
  world = await openWaitingRoom();
});
afterAll(() => world.hospital.close());

test('bảng gọi số: số đang gọi, tên che, bốn người kế tiếp', async () => {
  const { hospital, arrive, examine } = world;
  const show = (room: string[]) => hospital.as('board').call<Board>(board, undefined, { room });
  const first = await arrive({ name: 'Đào Thị Mai' });
  for (let n = 0; n < 11; n++) await arrive({ name: 'Đào Thị Mai' });
  await arrive({ room: 'noi-2', name: 'Lê Thử' });
  await arrive({ priority: 'urgent', name: 'Trần Đình Thử' });
  expect((await show(['noi-1'])).room[0]).toMatchObject({
    waiting: 13,
    next: [{ ticket: 13, lane: 'priority' }, {}, {}, {}],
  });
  for (let n = 0; n < 6; n++) {
    await hospital.as('doctor').call(callNext, undefined, { room: 'noi-1' });
    hospital.tick(4);
  }
  await examine(first);

  const shown = await show(['noi-1', 'noi-2', 'noi-1']);
  expect(shown).toEqual({
    at: '2026-03-02T07:54:00+07:00',
    room: [
      {
        id: 'noi-1',
        name: 'Phòng khám Nội 1',
        waiting: 7,
        called: { ticket: 5, name: 'Đào T. M.', lane: 'ordinary', calls: 1, at: '2026-03-02T07:50:00+07:00' },
        next: [6, 7, 8, 9].map((ticket) => ({ ticket, name: 'Đào T. M.', lane: 'ordinary' })),
      },
      { id: 'noi-2', name: 'Phòng khám Nội 2', waiting: 1, next: [{ ticket: 1, name: 'Lê T.', lane: 'ordinary' }] },
    ],
  });
  const text = JSON.stringify(shown);
  for (const secret of ['Mai', 'Đau đầu', '1990', '26-noi', 'Patient/', 'Encounter/'])
    expect(text).not.toContain(secret);

  await expect(show(['thu-ngan'])).rejects.toMatchObject({ code: 'queue.unknownRoom' });
});
