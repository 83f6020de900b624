import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

const verbs = [
  ['record-corrective-action', ['lab-technician', 'lab-doctor', 'lab-head']],
  ['close-hold', ['lab-doctor', 'lab-head']],
  ['override-hold', ['lab-head']],
] as const;

test.each(verbs.flatMap(([verb, roles]) => othersThan(...roles).map((role) => [role, verb] as const)))(
  '%s không bấm được $%s',
  async (role, verb) => {
    await expect(askAs(role, `DetectedIssue/$${verb}`, 'DetectedIssue/h1')).rejects.toMatchObject({
      status: 403,
      code: 'system-kit.notAllowed',
    });
  },
);
