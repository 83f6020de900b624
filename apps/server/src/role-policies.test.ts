import { reachOf } from '@lienmach/access';
import { describe, expect, test } from 'vitest';
import { rolePolicies } from './role-policies.ts';

describe('vai trò của bệnh viện chỉ tới được nơi công việc cần', () => {
  test.each([
    ['registrar', 'Patient', 'create', 'all'],
    ['registrar', 'Observation', 'read', 'none'],
    ['registrar', 'Condition', 'search', 'none'],
    ['nurse', 'Observation', 'create', 'all'],
    ['nurse', 'Condition', 'create', 'none'],
    ['nurse', 'MedicationRequest', 'create', 'none'],
    ['doctor', 'MedicationRequest', 'create', 'all'],
    ['doctor', 'Patient', 'update', 'none'],
    ['doctor', 'Invoice', 'create', 'none'],
    ['lab-technician', 'Observation', 'update', 'all'],
    ['lab-technician', 'MedicationRequest', 'read', 'none'],
    ['lab-doctor', 'DiagnosticReport', 'update', 'all'],
    ['cashier', 'Invoice', 'create', 'all'],
    ['cashier', 'Observation', 'read', 'none'],
    ['claims-clerk', 'Claim', 'create', 'all'],
    ['claims-clerk', 'Condition', 'update', 'none'],
    ['records-clerk', 'DocumentReference', 'create', 'all'],
    ['administrator', 'Patient', 'read', 'none'],
    ['administrator', 'AuditEvent', 'search', 'all'],
    ['doctor', 'AuditEvent', 'search', 'none'],
    ['integration', 'Observation', 'create', 'all'],
    ['integration', 'Patient', 'update', 'none'],
    ['queue-board', 'Patient', 'search', 'all'],
    ['queue-board', 'Patient', 'read', 'none'],
    ['registrar', 'Slot', 'update', 'all'],
    ['cashier', 'Slot', 'search', 'none'],
    ['registrar', 'Schedule', 'update', 'none'],
    ['administrator', 'Schedule', 'update', 'all'],
    ['queue-figures', 'Encounter', 'search', 'all'],
    ['queue-figures', 'Encounter', 'read', 'none'],
    ['queue-figures', 'Patient', 'search', 'none'],
    ['board', 'Patient', 'search', 'none'],
    ['board', 'Task', 'search', 'none'],
    ['bank-desk', 'Basic', 'create', 'all'],
    ['bank-desk', 'Patient', 'search', 'none'],
    ['cashier', 'Basic', 'read', 'none'],
    ['bank', 'Basic', 'read', 'none'],
    ['bank', 'Invoice', 'update', 'all'],
    ['bank', 'Patient', 'read', 'none'],
    ['invoice-provider', 'Invoice', 'search', 'none'],
    ['e-invoicing', 'Invoice', 'update', 'all'],
    ['e-invoicing', 'Patient', 'read', 'none'],
    ['bank', 'ChargeItem', 'search', 'none'],
    ['accountant', 'ChargeItem', 'read', 'none'],
    ['accountant', 'Patient', 'search', 'none'],
    ['ledger', 'Claim', 'search', 'all'],
    ['ledger', 'Condition', 'read', 'none'],
    ['ledger', 'Invoice', 'update', 'none'],
    ['ledger-keeper', 'Basic', 'create', 'all'],
    ['ledger-keeper', 'Invoice', 'update', 'none'],
    ['debt-desk', 'Patient', 'read', 'none'],
    ['tool', 'Claim', 'delete', 'all'],
  ] as const)('%s · %s · %s → %s', (role, type, interaction, expected) => {
    expect(reachOf([role], rolePolicies).limit(type, interaction)).toBe(expected);
  });

  test('không vai trò nào của con người xóa được hồ sơ', () => {
    const people = new Set(rolePolicies.map((policy) => policy.role).filter((role) => role !== 'tool'));
    for (const role of people) expect(reachOf([role], rolePolicies).limit('Observation', 'delete')).toBe('none');
  });
});
