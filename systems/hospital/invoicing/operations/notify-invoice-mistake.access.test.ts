import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('cashier'))('%s không gửi được thông báo sai sót', async (role) => {
  await expect(askAs(role, 'Invoice/$notify-invoice-mistake', 'Invoice/i1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
