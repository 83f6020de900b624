import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('cashier'))('%s không lập được hóa đơn tổng cuối ngày', async (role) => {
  await expect(askAs(role, 'Invoice/$close-invoice-day')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
