import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-head'))('%s không khai báo nơi nhận mẫu được', async (role) => {
  await expect(askAs(role, 'Organization/$save-referral-laboratory')).rejects.toMatchObject({
    code: 'system-kit.notAllowed',
  });
});
