import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('integrator', 'administrator'))('%s không xem được tình trạng kênh', async (role) => {
  await expect(askAs(role, 'Endpoint/$channel-state')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
