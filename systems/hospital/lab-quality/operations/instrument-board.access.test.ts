import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))(
  '%s không xem được sổ máy và hóa chất',
  async (role) => {
    await expect(askAs(role, 'Device/$instrument-board')).rejects.toMatchObject({ code: 'system-kit.notAllowed' });
  },
);
