import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $accept-case', async (role) => {
  await expect(askAs(role, 'ServiceRequest/$accept-case', 'ServiceRequest/x1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
