import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('cashier'))('%s không bỏ được hóa đơn bị từ chối', async (role) => {
  await expect(askAs(role, 'Invoice/$withdraw-invoice', 'Invoice/i1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
