import { expect, test } from 'vitest';
import { checkPassword } from './password-rules.ts';

test.each([
  'mật khẩu dài đủ dùng',
  'ban-thu-0a1b2c3d4e5f',
  'k7mp-4xwd-9rtc-h3sn',
  'con trâu đi trước cái cày',
  'Sông Hồng 1954 chảy',
])('“%s” được nhận', (password) => expect(() => checkPassword(password, 'bs.an')).not.toThrow());

test.each(['ngắn', 'mười một kt', 'x'.repeat(129)])('“%.12s” sai độ dài', (password) => {
  expect(() => checkPassword(password, 'bs.an')).toThrow(expect.objectContaining({ code: 'access.passwordTooShort' }));
});

test.each([
  'Mật khẩu 123456',
  'matkhau@123456789',
  '123456789012',
  '987654321098',
  'aaaaaaaaaaaaaa',
  'password1234',
  'P@ssw0rd-P@ssw0rd',
  'BenhVien@2026',
  'admin-admin-admin',
  'nguyen.van.an.123',
  'qwertyuiop12',
])('“%s” nhiều người dùng, không nhận', (password) => {
  const check = () => checkPassword(password, 'nguyen.van.an');
  expect(check).toThrow(expect.objectContaining({ code: 'access.passwordTooCommon', status: 400 }));
});
