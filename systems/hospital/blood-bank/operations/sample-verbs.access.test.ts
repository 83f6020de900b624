import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $record-blood-group', async (role) => {
  await expect(askAs(role, 'Specimen/$record-blood-group', 'Specimen/s1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-doctor'))('%s không bấm được $strike-blood-group', async (role) => {
  await expect(askAs(role, 'Observation/$strike-blood-group', 'Observation/o1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $record-antibody-screen', async (role) => {
  await expect(askAs(role, 'Specimen/$record-antibody-screen', 'Specimen/s1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
