import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('cashier', 'claims-clerk'))('%s không lập được hóa đơn cho cơ quan bảo hiểm', async (role) => {
  await expect(askAs(role, 'Invoice/$issue-insurer-invoice')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
