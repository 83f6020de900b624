import { expect, test } from 'vitest';
import { auditWithin } from './audit-within.ts';
import { grantsOf } from './smart-scope.ts';

test('phạm vi chỉ xin một loại dòng của sổ truy cập: không cấp, và nếu có thì không mở gì', () => {
  expect(grantsOf('user/AuditEvent.rs?action=E')).toEqual([]);
  const values: unknown[] = [];
  expect(auditWithin({ codes: [{ parameter: 'action', value: 'E' }] }, values)).toContain('where false');
  expect(auditWithin('all', values)).toBe('audit');
  expect(values).toEqual([]);
});
