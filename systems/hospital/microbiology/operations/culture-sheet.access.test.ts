import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $culture-sheet', async (role) => {
  await expect(askAs(role, 'DiagnosticReport/$culture-sheet', 'DiagnosticReport/r1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
