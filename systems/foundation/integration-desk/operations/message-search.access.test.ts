import { expect, test } from 'vitest';
import { openDeskDoor, othersThan } from '../stories/open-desk-door.ts';

test.each(othersThan('integrator'))('%s không tìm được bản tin', async (role) => {
  await expect(openDeskDoor().ask(role, '$message-search')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
