import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';
import { call } from './call.ts';
import { type CalledNext, callNext } from './call-next.ts';
import { type Worklist, worklist } from './worklist.ts';

let world: WaitingRoom;
beforeAll(async () => {
  world = await openWaitingRoom();
});
afterAll(() => world.hospital.close());

const list = (input: object = { room: 'noi-1' }) =>
  world.hospital.as('doctor').call<Worklist>(worklist, undefined, input);
const states = async () => (await list()).entry.map(({ ticket, state }) => `${ticket} ${state}`);

describe('danh sách của phòng', () => {
  test('một buổi khám: chờ, gọi, khám, chờ kết quả, có kết quả, xong', async () => {
    const { hospital, arrive, examine, order, answer, finish } = world;
    const doctor = hospital.as('doctor');
    const a = await arrive({ name: 'Đào Thị Mai', birthDate: '1956-07-15' });
    await arrive({ birthDate: '2024-12-20' });
    await arrive({ priority: 'urgent' });
    hospital.tick(12);
    expect(await states()).toEqual(['3 waiting', '1 waiting', '2 waiting']);
    const first = await list();
    expect(first).toMatchObject({ roomName: 'Phòng khám Nội 1', date: '2026-03-02', count: { waiting: 3, done: 0 } });
    expect(first.entry[1]).toEqual({
      encounter: { reference: a },
      task: expect.anything(),
      patient: expect.anything(),
      ticket: 1,
      state: 'waiting',
      lane: 'ordinary',
      name: 'Đào Thị Mai',
      patientNumber: '26-noi-1-1',
      age: 69,
      ageUnit: 'a',
      sex: 'male',
      reason: 'Đau đầu',
      arrivedAt: '2026-03-02T07:30:00+07:00',
      waitingMinutes: 12,
      calls: 0,
      skips: 0,
    });
    expect(first.entry[2]).toMatchObject({ age: 14, ageUnit: 'mo' });

    await doctor.call(callNext, undefined, { room: 'noi-1' });
    expect(await states()).toEqual(['3 called', '1 waiting', '2 waiting']);
    hospital.tick(1);
    await doctor.call(call, a);
    await examine(a);
    const blood = await order(a);
    hospital.tick(20);
    expect((await list()).entry.find(({ ticket }) => ticket === 1)).toMatchObject({
      state: 'awaiting-results',
      waitingMinutes: 20,
      calledAt: '2026-03-02T07:43:00+07:00',
    });
    await answer(blood);
    hospital.tick(3);
    expect(await states()).toEqual(['3 called', '1 results-back', '2 waiting']);
    const { entry } = await doctor.call<CalledNext>(callNext, undefined, { room: 'noi-1' });
    expect(entry).toMatchObject({ ticket: 1, state: 'in-exam', calls: 2 });
    expect(await states()).toEqual(['1 in-exam', '3 called', '2 waiting']);
    await finish(a);
    expect(await states()).toEqual(['3 called', '2 waiting', '1 done']);
  });

  test('phòng khác, ngày khác có danh sách riêng; phòng lạ, ngày thiếu bị từ chối', async () => {
    expect((await list({ room: 'noi-2' })).entry).toEqual([]);
    expect((await list({ room: 'noi-1', date: '2026-03-01' })).entry).toEqual([]);
    await expect(list({ room: 'thu-ngan' })).rejects.toMatchObject({ code: 'queue.unknownRoom' });
    await expect(list({ room: 'noi-1', date: '2026-03' })).rejects.toMatchObject({ code: 'queue.badDate' });
  });
});
