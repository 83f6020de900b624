import { expect, test } from 'vitest';
import { openDeskDoor, othersThan } from '../stories/open-desk-door.ts';

test.each(othersThan('integrator'))('%s không ánh xạ được mã', async (role) => {
  await expect(openDeskDoor().ask(role, '$map-code')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('integrator'))('%s không tìm được chỉ số để ánh xạ', async (role) => {
  await expect(openDeskDoor().ask(role, '$map-targets')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
