import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))(
  '%s không xem được biểu đồ nội kiểm',
  async (role) => {
    await expect(askAs(role, 'Observation/$control-chart')).rejects.toMatchObject({ code: 'system-kit.notAllowed' });
  },
);
