import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

const bench = ['lab-technician', 'lab-doctor'] as const;
const verbs = [
  ['ServiceRequest/$receive-culture', 'ServiceRequest/s1', bench],
  ['DiagnosticReport/$culture-bench', undefined, bench],
  ['DiagnosticReport/$culture-sheet', 'DiagnosticReport/r1', bench],
  ['DiagnosticReport/$save-culture', 'DiagnosticReport/r1', bench],
  ['DiagnosticReport/$release-culture', 'DiagnosticReport/r1', ['lab-doctor']],
  ['Basic/$save-breakpoints', undefined, ['lab-doctor', 'lab-head']],
] as const;

test.each(verbs.flatMap(([verb, at, roles]) => othersThan(...roles).map((role) => [role, verb, at] as const)))(
  '%s không bấm được %s',
  async (role, verb, at) => {
    await expect(askAs(role, verb, at)).rejects.toMatchObject({ status: 403, code: 'system-kit.notAllowed' });
  },
);
