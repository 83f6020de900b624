import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';

let world: WaitingRoom;
let visit = '';
beforeAll(async () => {
  world = await openWaitingRoom();
  visit = await world.arrive();
});
afterAll(() => world.hospital.close());

test.each(['board', 'cashier', 'lab-doctor', 'administrator', 'integration'])(
  '%s không chuyển được phòng khám của người bệnh',
  async (role) => {
    const pressed = world.hospital.as(role).call('Encounter/$move-room', visit, { room: 'noi-2' });
    await expect(pressed).rejects.toMatchObject({ status: 403 });
    const [task] = await world.hospital.as('tool').store.search('Task', `focus=${visit}`);
    expect(task?.meta?.versionId).toBe('1');
  },
);
