import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $blood-stock', async (role) => {
  await expect(askAs(role, 'BiologicallyDerivedProduct/$blood-stock')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $look-back', async (role) => {
  await expect(askAs(role, 'BiologicallyDerivedProduct/$look-back')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-technician', 'lab-doctor', 'doctor', 'nurse'))(
  '%s không bấm được $transfusion-history',
  async (role) => {
    await expect(askAs(role, 'Patient/$transfusion-history', 'Patient/p1')).rejects.toMatchObject({
      status: 403,
      code: 'system-kit.notAllowed',
    });
  },
);
