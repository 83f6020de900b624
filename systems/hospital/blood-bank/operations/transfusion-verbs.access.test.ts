import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('nurse', 'doctor'))('%s không bấm được $observe-transfusion', async (role) => {
  await expect(askAs(role, 'Procedure/$observe-transfusion', 'Procedure/p1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('nurse', 'doctor'))('%s không bấm được $end-transfusion', async (role) => {
  await expect(askAs(role, 'Procedure/$end-transfusion', 'Procedure/p1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
