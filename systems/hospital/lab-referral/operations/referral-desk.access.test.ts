import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không xem bàn gửi mẫu được', async (role) => {
  await expect(askAs(role, 'Task/$referral-desk')).rejects.toMatchObject({ code: 'system-kit.notAllowed' });
});
