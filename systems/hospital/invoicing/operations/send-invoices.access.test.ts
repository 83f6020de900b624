import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('cashier', 'e-invoicing'))('%s không gửi được hóa đơn đang chờ', async (role) => {
  await expect(askAs(role, 'Invoice/$send-invoices')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
