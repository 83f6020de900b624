import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('cashier'))('%s không xem được hóa đơn trong ngày', async (role) => {
  await expect(askAs(role, 'Invoice/$invoice-day')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
