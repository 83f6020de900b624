import { describe, expect, test } from 'vitest';
import { mayCall, type Policy, reachOf } from './policy.ts';

const policies: readonly Policy[] = [
  { role: 'nurse', types: ['Patient', 'Observation'], interactions: ['read', 'search'] },
  { role: 'nurse', types: ['Observation'], interactions: ['create'] },
  { role: 'citizen', types: '*', interactions: ['read'], compartment: 'own-patients' },
  { role: 'tool', types: '*', interactions: '*', operations: '*' },
];

describe('vai trò cho phép tới đâu', () => {
  test.each([
    [['nurse'], 'Observation', 'create', 'all'],
    [['nurse'], 'Patient', 'create', 'none'],
    [['nurse'], 'Patient', 'read', 'all'],
    [['nurse'], 'Claim', 'read', 'none'],
    [[], 'Patient', 'read', 'none'],
    [['khách'], 'Patient', 'read', 'none'],
    [['tool'], 'Claim', 'delete', 'all'],
    [['citizen'], 'Claim', 'read', 'none'],
    [['citizen', 'nurse'], 'Patient', 'read', 'all'],
  ] as const)('%j %s %s → %s', (roles, type, interaction, expected) => {
    expect(reachOf(roles, policies).limit(type, interaction)).toBe(expected);
  });

  test('người dân chỉ thấy hồ sơ của chính mình', () => {
    const reach = reachOf(['citizen'], policies, { patients: ['an'] });
    expect(reach.limit('Observation', 'read')).toEqual({ patients: ['an'] });
    expect(reach.limit('Observation', 'update')).toBe('none');
  });
});

describe('phạm vi của mã truy cập thu hẹp vai trò, không bao giờ mở rộng', () => {
  test.each([
    ['system/*.cruds', 'Claim', 'delete', 'all'],
    ['system/Patient.rs', 'Patient', 'search', 'all'],
    ['system/Patient.rs', 'Patient', 'update', 'none'],
    ['system/Patient.rs', 'Claim', 'read', 'none'],
    ['user/*.read', 'Claim', 'vread', 'all'],
    ['user/*.read', 'Claim', 'create', 'none'],
    ['user/*.write', 'Claim', 'create', 'all'],
    ['patient/*.cruds', 'Claim', 'read', 'none'],
    ['system/Patient.sr', 'Patient', 'read', 'none'],
    ['openid', 'Patient', 'read', 'none'],
    ['', 'Patient', 'read', 'none'],
  ] as const)('%s: %s %s → %s', (scope, type, interaction, expected) => {
    expect(reachOf(['tool'], policies, { scope }).limit(type, interaction)).toBe(expected);
  });

  test('phạm vi rộng không cho điều dưỡng quyền của người khác', () => {
    expect(reachOf(['nurse'], policies, { scope: 'system/*.cruds' }).limit('Claim', 'read')).toBe('none');
  });
});

test('thao tác chỉ mở cho vai trò được nêu, và cho công cụ', () => {
  expect(mayCall(['nurse'], policies, ['doctor'])).toBe(false);
  expect(mayCall(['nurse', 'doctor'], policies, ['doctor'])).toBe(true);
  expect(mayCall(['tool'], policies, ['doctor'])).toBe(true);
  expect(mayCall([], policies, [])).toBe(false);
});
