import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $receive-blood-unit', async (role) => {
  await expect(askAs(role, 'BiologicallyDerivedProduct/$receive-blood-unit')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $quarantine-unit', async (role) => {
  await expect(
    askAs(role, 'BiologicallyDerivedProduct/$quarantine-unit', 'BiologicallyDerivedProduct/u1'),
  ).rejects.toMatchObject({ status: 403, code: 'system-kit.notAllowed' });
});

test.each(othersThan('lab-doctor'))('%s không bấm được $clear-unit', async (role) => {
  await expect(
    askAs(role, 'BiologicallyDerivedProduct/$clear-unit', 'BiologicallyDerivedProduct/u1'),
  ).rejects.toMatchObject({ status: 403, code: 'system-kit.notAllowed' });
});

test.each(othersThan('lab-technician', 'lab-doctor'))('%s không bấm được $discard-unit', async (role) => {
  await expect(
    askAs(role, 'BiologicallyDerivedProduct/$discard-unit', 'BiologicallyDerivedProduct/u1'),
  ).rejects.toMatchObject({ status: 403, code: 'system-kit.notAllowed' });
});
