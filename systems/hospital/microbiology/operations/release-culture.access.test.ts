import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-doctor'))('%s không bấm được $release-culture', async (role) => {
  await expect(askAs(role, 'DiagnosticReport/$release-culture', 'DiagnosticReport/r1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
