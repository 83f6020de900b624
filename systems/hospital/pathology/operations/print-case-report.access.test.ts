import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('doctor', 'nurse', 'lab-technician', 'lab-doctor', 'lab-head'))(
  '%s không bấm được $print-case-report',
  async (role) => {
    await expect(askAs(role, 'DiagnosticReport/$print-case-report', 'DiagnosticReport/x1')).rejects.toMatchObject({
      status: 403,
      code: 'system-kit.notAllowed',
    });
  },
);
