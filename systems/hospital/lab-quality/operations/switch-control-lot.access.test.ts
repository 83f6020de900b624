import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-doctor', 'lab-head'))('%s không chuyển được lô nội kiểm', async (role) => {
  await expect(askAs(role, 'Substance/$switch-control-lot', 'Substance/s1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
