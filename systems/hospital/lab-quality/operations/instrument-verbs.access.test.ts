import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-doctor', 'lab-head'))('%s không khai báo được máy', async (role) => {
  await expect(askAs(role, 'Device/$save-instrument')).rejects.toMatchObject({ code: 'system-kit.notAllowed' });
});

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))(
  '%s không ghi được bảo trì, hiệu chuẩn',
  async (role) => {
    await expect(askAs(role, 'Device/$record-service', 'Device/d1')).rejects.toMatchObject({
      code: 'system-kit.notAllowed',
    });
  },
);
