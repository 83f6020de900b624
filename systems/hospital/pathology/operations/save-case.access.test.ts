import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $save-case', async (role) => {
  await expect(askAs(role, 'DiagnosticReport/$save-case', 'DiagnosticReport/x1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
