import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('cashier'))('%s không lập được hóa đơn cho người bệnh', async (role) => {
  await expect(askAs(role, 'Encounter/$issue-invoice', 'Encounter/e1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
