import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))(
  '%s không đưa mẫu vào danh sách gửi được',
  async (role) => {
    await expect(askAs(role, 'Task/$refer-specimen')).rejects.toMatchObject({ code: 'system-kit.notAllowed' });
  },
);
