import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $issue-unit', async (role) => {
  await expect(askAs(role, 'Task/$issue-unit', 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $return-unit', async (role) => {
  await expect(askAs(role, 'Task/$return-unit', 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
