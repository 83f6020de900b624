import { expect, test } from 'vitest';
import { openDeskDoor, othersThan } from '../stories/open-desk-door.ts';

test.each(othersThan('integrator'))('%s không xem được bản tin gốc', async (role) => {
  await expect(openDeskDoor().ask(role, '$message-content')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
