import { expect, test } from 'vitest';
import { openDeskDoor, othersThan } from '../stories/open-desk-door.ts';

test.each(othersThan('integrator'))('%s không chặn được bản tin gửi đi', async (role) => {
  await expect(openDeskDoor().ask(role, '$outgoing-cancel')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
