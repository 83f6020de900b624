import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('nurse', 'doctor'))('%s không bấm được $report-reaction', async (role) => {
  await expect(askAs(role, 'Procedure/$report-reaction', 'Procedure/p1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('nurse', 'doctor'))('%s không bấm được $close-reaction-step', async (role) => {
  await expect(askAs(role, 'Task/$close-reaction-step', 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $close-reaction-check', async (role) => {
  await expect(askAs(role, 'Task/$close-reaction-check', 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
