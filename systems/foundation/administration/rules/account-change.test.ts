import { describe, expect, test } from 'vitest';
import { checkAccount, checkAccountChange, type HeldAccount } from './account-change.ts';

const held = (login: string, roles: readonly string[], isDisabled = false): HeldAccount => ({
  login,
  reference: `Practitioner/${login}`,
  roles,
  isDisabled,
});
const chief = held('truong', ['administrator']);
const deputy = held('pho', ['administrator']);
const doctor = held('bac-si', ['doctor']);
const me = 'Practitioner/truong';

describe('đổi tài khoản', () => {
  test('khóa người khác, đổi vai trò người khác: được', () => {
    expect(() => checkAccountChange(doctor, { isDisabled: true }, [chief, doctor], me)).not.toThrow();
    expect(() => checkAccountChange(doctor, { roles: ['nurse'] }, [chief, doctor], me)).not.toThrow();
    expect(() => checkAccountChange(deputy, { isDisabled: true }, [chief, deputy], me)).not.toThrow();
  });

  test('tự khóa hoặc tự đổi vai trò: không; gửi lại y như cũ thì không sao', () => {
    const own = (change: object) => () => checkAccountChange(chief, change, [chief, deputy], me);
    expect(own({ isDisabled: true })).toThrow(expect.objectContaining({ code: 'administration.notYourself' }));
    expect(own({ roles: ['administrator', 'doctor'] })).toThrow(
      expect.objectContaining({ code: 'administration.notYourself' }),
    );
    expect(own({ roles: ['administrator'] })).not.toThrow();
  });

  test.each([
    ['khóa', { isDisabled: true }],
    ['bỏ vai trò', { roles: ['doctor'] }],
  ])('%s quản trị viên cuối cùng: không, kể cả khi còn quản trị viên đã khóa', (_title, change) => {
    const all = [chief, held('cu', ['administrator'], true), doctor];
    expect(() => checkAccountChange(chief, change, all, 'Device/cong-cu')).toThrow(
      expect.objectContaining({ code: 'administration.lastAdministrator' }),
    );
  });
});

test.each([
  ['  ', ['doctor'], 'administration.nameMissing'],
  ['Lan', [], 'administration.roleMissing'],
  ['Lan', ['tool'], 'administration.unknownRole'],
])('tài khoản %o với vai trò %o bị từ chối', (display, roles, code) => {
  expect(() => checkAccount(display, roles)).toThrow(expect.objectContaining({ code }));
});

test('tài khoản đủ tên và vai trò; không đổi thì không xét', () => {
  expect(() => checkAccount('Lan', ['nurse', 'registrar'])).not.toThrow();
  expect(() => checkAccount('Bảng gọi số', ['board'])).not.toThrow();
  expect(() => checkAccount(undefined, undefined)).not.toThrow();
});
