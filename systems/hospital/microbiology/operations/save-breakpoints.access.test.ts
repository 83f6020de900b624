import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-doctor', 'lab-head'))('%s không bấm được $save-breakpoints', async (role) => {
  await expect(askAs(role, 'Basic/$save-breakpoints')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
