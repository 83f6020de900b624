import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('nurse', 'doctor'))('%s không bấm được $check-at-bedside', async (role) => {
  await expect(askAs(role, 'Task/$check-at-bedside', 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('nurse', 'doctor'))('%s không bấm được $start-transfusion', async (role) => {
  await expect(askAs(role, 'Task/$start-transfusion', 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
