import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $culture-bench', async (role) => {
  await expect(askAs(role, 'DiagnosticReport/$culture-bench')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
