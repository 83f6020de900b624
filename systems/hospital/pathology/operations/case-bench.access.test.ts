import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không bấm được $case-bench', async (role) => {
  await expect(askAs(role, 'DiagnosticReport/$case-bench', undefined)).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
