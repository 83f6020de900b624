import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))(
  '%s không xem được số liệu của khoa',
  async (role) => {
    await expect(askAs(role, 'DiagnosticReport/$laboratory-day')).rejects.toMatchObject({
      code: 'system-kit.notAllowed',
    });
  },
);
