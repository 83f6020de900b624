import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('doctor'))('%s không bấm được $order-blood', async (role) => {
  await expect(askAs(role, 'Encounter/$order-blood', 'Encounter/e1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('doctor'))('%s không bấm được $declare-emergency', async (role) => {
  await expect(askAs(role, 'ServiceRequest/$declare-emergency', 'ServiceRequest/s1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('doctor'))('%s không bấm được $cancel-blood-order', async (role) => {
  await expect(askAs(role, 'ServiceRequest/$cancel-blood-order', 'ServiceRequest/s1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});

test.each(othersThan('nurse', 'doctor'))('%s không bấm được $draw-blood-sample', async (role) => {
  await expect(askAs(role, 'ServiceRequest/$draw-blood-sample', 'ServiceRequest/s1')).rejects.toMatchObject({
    status: 403,
    code: 'system-kit.notAllowed',
  });
});
