import { toVnIso } from '@lienmach/core';
import type { Encounter } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';
import { callNext } from './call-next.ts';
import { type WaitTimes, waitTimes } from './wait-times.ts';

let world: WaitingRoom;
beforeAll(async () => {
  world = await openWaitingRoom();
});
afterAll(() => world.hospital.close());

test('người quản trị xem thời gian từng bước và lượt gọi hôm nay, không thấy tên ai', async () => {
  const { hospital, arrive, finish } = world;
  const look = () => hospital.as('administrator').call<WaitTimes>(waitTimes);
  expect(await look()).toEqual({
    date: '2026-03-02',
    room: ['noi-1', 'noi-2'].map((id) => ({
      id,
      name: `Phòng khám Nội ${id.slice(-1)}`,
      calls: 0,
      toCall: { count: 0 },
      toFinish: { count: 0 },
      whole: { count: 0 },
    })),
    call: [],
  });
  const visits: string[] = [];
  for (let n = 0; n < 5; n++) visits.push(await arrive({ name: 'Đào Thị Mai' }));
  for (const visit of visits) {
    hospital.tick(10);
    await hospital.as('doctor').call(callNext, undefined, { room: 'noi-1' });
    hospital.tick(5);
    await finish(visit);
    const { store } = hospital.as('tool');
    const encounter = await store.follow('Encounter', { reference: visit });
    await store.update<Encounter>({ ...encounter, period: { ...encounter.period, end: toVnIso(hospital.now()) } });
  }
  const shown = await look();
  expect(shown.room[0]).toMatchObject({
    calls: 5,
    toCall: { count: 5, median: 40, p90: 70 },
    toFinish: { count: 5, median: 5, p90: 5 },
    whole: { count: 5, median: 45, p90: 75 },
  });
  expect(shown.call).toHaveLength(5);
  expect(shown.call[0]).toMatchObject({ room: 'noi-1', ticket: 5, lane: 'ordinary', calls: 1 });
  expect(JSON.stringify(shown)).not.toMatch(/Mai|Patient\/|Encounter\//);
});
