import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWaitingRoom, type WaitingRoom } from '../stories/waiting-room.ts';

let world: WaitingRoom;
beforeAll(async () => {
  world = await openWaitingRoom();
  await world.arrive();
});
afterAll(() => world.hospital.close());

test.each(['lab-technician', 'claims-clerk', 'records-clerk', 'cashier', 'citizen'])(
  '%s không tra được số chờ',
  async (role) => {
    const asked = world.hospital.as(role).call('Encounter/$ticket', undefined, { room: 'noi-1', ticket: 1 });
    await expect(asked).rejects.toMatchObject({ status: 403 });
  },
);
