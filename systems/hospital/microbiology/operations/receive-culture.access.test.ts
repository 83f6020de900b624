import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $receive-culture', async (role) => {
  await expect(askAs(role, 'ServiceRequest/$receive-culture', 'ServiceRequest/s1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
