import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $record-culture-call', async (role) => {
  await expect(askAs(role, 'Task/$record-culture-call', 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
