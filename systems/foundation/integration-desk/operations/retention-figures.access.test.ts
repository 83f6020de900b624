import { expect, test } from 'vitest';
import { openDeskDoor, othersThan } from '../stories/open-desk-door.ts';

test.each(othersThan('integrator'))('%s không xem được số bản tin đã bỏ', async (role) => {
  await expect(openDeskDoor().ask(role, '$retention-figures')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
