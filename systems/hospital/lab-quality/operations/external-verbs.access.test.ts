import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không ghi được ngoại kiểm', async (role) => {
  await expect(askAs(role, 'Observation/$record-external-result')).rejects.toMatchObject({
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-doctor', 'lab-head'))('%s không kết luận được ngoại kiểm', async (role) => {
  await expect(askAs(role, 'Observation/$conclude-external-result', 'Observation/o1')).rejects.toMatchObject({
    code: 'system-kit.notAllowed',
  });
});
