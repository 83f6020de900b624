import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không xem kho bệnh phẩm được', async (role) => {
  await expect(askAs(role, 'Specimen/$case-materials')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
