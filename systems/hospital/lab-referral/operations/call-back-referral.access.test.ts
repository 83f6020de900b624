import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không rút lại mẫu gửi được', async (role) => {
  await expect(askAs(role, 'Task/$call-back-referral', 'Task/t1')).rejects.toMatchObject({
    code: 'system-kit.notAllowed',
  });
});
