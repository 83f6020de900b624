import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('nurse', 'doctor', 'lab-technician', 'lab-doctor'))(
  '%s không bấm được $ward-blood',
  async (role) => {
    await expect(askAs(role, 'Task/$ward-blood')).rejects.toMatchObject({ status: 403, code: 'system-kit.notAllowed' });
  },
);

test.each(othersThan('doctor', 'nurse'))('%s không bấm được $visit-blood', async (role) => {
  await expect(askAs(role, 'Encounter/$visit-blood', 'Encounter/e1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
