import type { Encounter } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';
import { call } from './call.ts';
import type { QueueEntry } from './queue-entry.ts';

let world: WaitingRoom;
beforeEach(async () => {
  world = await openWaitingRoom();
});
afterEach(() => world.hospital.close());

const press = async (role: string, visit: string) =>
  (await world.hospital.as(role).call<{ entry: QueueEntry }>(call, visit)).entry;
const refused = (code: string) => expect.objectContaining({ code: `queue.${code}` });

test('gọi lại đếm thêm; bấm nhanh hai lần không đếm; người khác đang gọi thì báo', async () => {
  const visit = await world.arrive();
  expect(await press('doctor', visit)).toMatchObject({ calls: 1, state: 'called' });
  expect(await press('doctor', visit)).toMatchObject({ calls: 1 });
  await expect(press('nurse', visit)).rejects.toEqual(refused('calledElsewhere'));
  world.hospital.tick(1);
  expect(await press('nurse', visit)).toMatchObject({ calls: 2 });
});

test('hai người bấm gọi cùng một người bệnh cùng lúc: chỉ một người gọi được', async () => {
  const visit = await world.arrive();
  const both = await Promise.allSettled([press('doctor', visit), press('nurse', visit)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused('calledElsewhere') });
});

test('đã kết thúc thì không gọi được; lượt khám ngoài hàng chờ; lượt khám không có', async () => {
  const visit = await world.arrive();
  await world.finish(visit);
  await expect(press('doctor', visit)).rejects.toEqual(refused('visitOver'));
  const { store } = world.hospital.as('tool');
  const loose = await store.create<Encounter>({ resourceType: 'Encounter', status: 'arrived', class: { code: 'AMB' } });
  await expect(press('doctor', `Encounter/${loose.id}`)).rejects.toEqual(refused('notInQueue'));
  await expect(press('doctor', 'Encounter/khong-co')).rejects.toMatchObject({ status: 404 });
});
