import { expect, test } from 'vitest';
import { openDeskDoor, othersThan } from '../stories/open-desk-door.ts';

test.each(othersThan('integrator'))('%s không xem được bàn tích hợp', async (role) => {
  await expect(openDeskDoor().ask(role, '$integration-desk')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
