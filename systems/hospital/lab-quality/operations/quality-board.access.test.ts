import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

test.each(othersThan('lab-technician', 'lab-doctor', 'lab-head'))('%s không xem được bảng nội kiểm', async (role) => {
  await expect(askAs(role, 'DetectedIssue/$quality-board')).rejects.toMatchObject({ code: 'system-kit.notAllowed' });
});
