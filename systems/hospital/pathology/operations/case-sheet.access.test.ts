import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không bấm được $case-sheet', async (role) => {
  await expect(askAs(role, 'DiagnosticReport/$case-sheet', 'DiagnosticReport/x1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
