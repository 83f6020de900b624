import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-doctor', 'lab-head'))('%s không khai báo được lô nội kiểm', async (role) => {
  await expect(askAs(role, 'Substance/$save-control-lot')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
