import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không in phiếu gửi mẫu được', async (role) => {
  await expect(askAs(role, 'Task/$print-consignment', 'Task/t1')).rejects.toMatchObject({
    code: 'system-kit.notAllowed',
  });
});
