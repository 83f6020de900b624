import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))(
  '%s không bấm được $print-case-labels',
  async (role) => {
    await expect(askAs(role, 'DiagnosticReport/$print-case-labels', 'DiagnosticReport/x1')).rejects.toMatchObject({
      status: 403,
      code: 'system-kit.notAllowed',
    });
  },
);
