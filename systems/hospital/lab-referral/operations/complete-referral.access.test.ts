import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-doctor', 'lab-head'))('%s không nhận kết quả của nơi làm được', async (role) => {
  await expect(askAs(role, 'Task/$complete-referral', 'Task/t1')).rejects.toMatchObject({
    code: 'system-kit.notAllowed',
  });
});
