import { describe, expect, test } from 'vitest';
import { mayCall, type Policy, reachOf } from './policy.ts';
import { allowedScope } from './smart-scope.ts';

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

  const laboratory = { parameter: 'category', value: 'http://x|laboratory' };
  const vital = { parameter: 'category', value: 'vital-signs' };
  test.each([
    ['system/Observation.rs?category=http://x|laboratory', 'read', { codes: [laboratory] }],
    ['system/Observation.rs?category=http%3A%2F%2Fx%7Claboratory', 'search', { codes: [laboratory] }],
    [
      'system/Observation.rs?category=http://x|laboratory system/Observation.rs?category=vital-signs',
      'search',
      { codes: [laboratory, vital] },
    ],
    ['system/Observation.rs?category=vital-signs', 'create', 'none'],
    ['system/Observation.cr?category=vital-signs', 'create', { codes: [vital] }],
    ['system/Observation.rs system/Observation.r?category=vital-signs', 'read', 'all'],
    ['patient/Observation.rs?category=vital-signs', 'read', { patients: ['an'], codes: [vital] }],
    ['patient/Observation.rs user/Observation.rs?category=vital-signs', 'read', { codes: [vital] }],
    ['patient/Observation.rs?category=vital-signs user/Observation.rs', 'read', 'all'],
    ['system/*.rs?category=vital-signs', 'read', 'none'],
    ['system/Observation.rs?category=a,b', 'read', 'none'],
    ['system/Observation.rs?category=a&code=b', 'read', 'none'],
    ['system/Observation.rs?category:not=a', 'read', 'none'],
    ['system/Observation.rs?date=2026', 'read', 'none'],
    ['system/Observation.rs?khong-co=a', 'read', 'none'],
    ['system/Observation.rs?category=', 'read', 'none'],
    ['system/Observation.rs?category=|', 'read', 'none'],
    ['system/Observation.rs?_id=o1', 'read', 'none'],
    ['system/Observation.rs?', 'read', 'none'],
  ] as const)(
    'phạm vi có điều kiện: %s, %s',
    (scope, interaction, expected) => {
      const reach = reachOf(['tool'], policies, { scope, launched: 'an' });
      expect(reach.limit('Observation', interaction)).toEqual(expected);
    },
    60_000,
  ); // the first one reads the definitions of FHIR

  test.each([
    ['patient/Observation.rs?category=a', 'patient/*.cruds', 'patient/Observation.rs?category=a'],
    ['patient/Observation.rs?category=a', 'patient/Observation.rs?category=a', 'patient/Observation.rs?category=a'],
    ['patient/Observation.rs', 'patient/Observation.rs?category=a', ''],
    ['patient/Observation.rs?category=b', 'patient/Observation.rs?category=a', ''],
    ['patient/Observation.cruds?category=a', 'patient/Observation.rs?category=a', ''],
  ])('xin %s, đăng ký %s → “%s”', (asked, registered, allowed) => {
    expect(allowedScope(asked, registered)).toBe(allowed);
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
