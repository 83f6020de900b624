import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('integrator'))('%s không đụng được vào kênh', async (role) => {
  await expect(askAs(role, 'Endpoint/$switch-channel', 'Endpoint/may')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
