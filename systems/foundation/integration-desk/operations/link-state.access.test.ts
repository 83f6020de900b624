import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

test.each(['integration', 'citizen', 'bank'])('%s không xem được kết nối', async (role) => {
  await expect(openDeskDoor().ask(role, 'link-state')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
