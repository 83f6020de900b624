import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không gửi mẫu đi được', async (role) => {
  await expect(askAs(role, 'Task/$send-consignment')).rejects.toMatchObject({ code: 'system-kit.notAllowed' });
});
