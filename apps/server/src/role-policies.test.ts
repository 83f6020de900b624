import { reachOf } from '@lienmach/access';
import type { Consent } from 'fhir/r4';
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
    ['partner-teller', 'Encounter', 'update', 'none'],
    ['partner-teller', 'Condition', 'read', 'none'],
    ['hospital-link', 'Patient', 'update', 'all'],
    ['hospital-link', 'MedicationRequest', 'read', 'none'],
    ['hospital-link', 'Invoice', 'create', 'none'],
    ['integration', 'DocumentReference', 'create', 'all'],
    ['document-intake', 'Immunization', 'create', 'all'],
    ['document-intake', 'Patient', 'update', 'none'],
    ['document-intake', 'Encounter', 'read', 'none'],
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
    ['lab-doctor', 'Basic', 'read', 'none'],
    ['lab-referral', 'Task', 'update', 'all'],
    ['lab-referral', 'Patient', 'update', 'none'],
    ['lab-referral', 'MedicationRequest', 'read', 'none'],
    ['signing-marks', 'Basic', 'update', 'all'],
    ['signing-marks', 'DiagnosticReport', 'update', 'none'],
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

  test('người bệnh từ chối cơ sở: thu ngân không thấy hồ sơ tiền của họ, tiền vẫn được đối chiếu và lập hóa đơn đủ', () => {
    const refusal: Consent = {
      resourceType: 'Consent',
      status: 'active',
      scope: { coding: [{ code: 'patient-privacy' }] },
      category: [{ text: 'từ chối' }],
      patient: { reference: 'Patient/an' },
      provision: { type: 'deny' },
    };
    const asker = { refusals: [refusal], parties: ['Organization/a'], now: new Date('2026-03-02T03:00:00Z') };
    const limit = (role: string) => reachOf([role], rolePolicies, asker).limit('Invoice', 'search');
    expect(limit('cashier')).toEqual({ withoutPatients: ['an'] });
    for (const role of ['bank', 'bank-desk', 'e-invoicing', 'ledger']) expect(limit(role)).toBe('all');
  });

  test('đối tác chỉ được kể những gì không ai phải giấu', () => {
    for (const type of ['Encounter', 'Observation', 'DiagnosticReport', 'DocumentReference'] as const)
      expect(reachOf(['partner-teller'], rolePolicies).limit(type, 'search')).toMatchObject({
        withoutLabels: expect.arrayContaining(['HIV', 'STD']),
      });
  });

  test('không vai trò nào của con người xóa được hồ sơ', () => {
    const people = new Set(rolePolicies.map((policy) => policy.role).filter((role) => role !== 'tool'));
    for (const role of people) expect(reachOf([role], rolePolicies).limit('Observation', 'delete')).toBe('none');
  });
});
