import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không ghi được nội kiểm', async (role) => {
  await expect(askAs(role, 'Observation/$record-control-run')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
