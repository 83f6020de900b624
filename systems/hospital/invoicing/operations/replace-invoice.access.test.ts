import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('cashier'))('%s không thay thế được hóa đơn', async (role) => {
  await expect(askAs(role, 'Invoice/$replace-invoice', 'Invoice/i1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
