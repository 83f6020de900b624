import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-doctor', 'lab-head'))('%s không bấm được $second-read', async (role) => {
  await expect(askAs(role, 'DiagnosticReport/$second-read', 'DiagnosticReport/x1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
