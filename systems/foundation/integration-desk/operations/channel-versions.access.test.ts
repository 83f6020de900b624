import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('integrator'))('%s không vào được', async (role) => {
  await expect(askAs(role, 'Endpoint/$channel-versions', 'Endpoint/may')).rejects.toMatchObject({
    code: 'system-kit.notAllowed',
  });
});
