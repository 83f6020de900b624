import { expect, test } from 'vitest';
import { openDeskDoor, othersThan } from '../stories/open-desk-door.ts';

test.each(othersThan('integrator'))('%s không phát lại được cả nhóm', async (role) => {
  await expect(openDeskDoor().ask(role, '$replay-parked')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('integration-desk'))('%s không tự phát lại từng trang được', async (role) => {
  await expect(openDeskDoor().ask(role, 'Task/$replay-page', {}, 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
