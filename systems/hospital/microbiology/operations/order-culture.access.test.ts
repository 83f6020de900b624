import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('doctor'))('%s không bấm được $order-culture', async (role) => {
  await expect(askAs(role, 'Encounter/$order-culture', 'Encounter/e1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
