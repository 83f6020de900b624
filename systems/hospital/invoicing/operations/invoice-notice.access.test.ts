import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('invoice-provider'))('%s không báo thay nhà cung cấp được', async (role) => {
  await expect(askAs(role, 'Invoice/$invoice-notice')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
