import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $blood-bench', async (role) => {
  await expect(askAs(role, 'ServiceRequest/$blood-bench')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $blood-sheet', async (role) => {
  await expect(askAs(role, 'ServiceRequest/$blood-sheet', 'ServiceRequest/s1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
