import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';

let world: WaitingRoom;
beforeAll(async () => {
  world = await openWaitingRoom();
});
afterAll(() => world.hospital.close());

test.each(['board', 'lab-technician', 'claims-clerk', 'records-clerk', 'cashier', 'citizen'])(
  '%s không xem được thời gian chờ và lượt gọi',
  async (role) => {
    const asked = world.hospital.as(role).call('Encounter/$wait-times', undefined, {});
    await expect(asked).rejects.toMatchObject({ status: 403 });
  },
);
