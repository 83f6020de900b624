import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $reserve-unit', async (role) => {
  await expect(askAs(role, 'ServiceRequest/$reserve-unit', 'ServiceRequest/s1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $record-crossmatch', async (role) => {
  await expect(askAs(role, 'Task/$record-crossmatch', 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $release-unit', async (role) => {
  await expect(askAs(role, 'Task/$release-unit', 'Task/t1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
