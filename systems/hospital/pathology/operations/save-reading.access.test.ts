import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-doctor', 'lab-head'))('%s không bấm được $save-reading', async (role) => {
  await expect(askAs(role, 'DiagnosticReport/$save-reading', 'DiagnosticReport/x1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
