import { errors } from './errors.ts';

export const PASSWORD_LENGTH = { least: 12, most: 128 };

/** What people here type when a password must be long: small, ours, written without accents. */
const common = [
  'matkhau',
  'password',
  'passw0rd',
  'p@ssw0rd',
  'dangnhap',
  'benhvien',
  'bacsi',
  'yte',
  'suckhoe',
  'lienmach',
  'admin',
  'administrator',
  'quantri',
  'welcome',
  'letmein',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'asdfgh',
  'zxcvbnm',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'yeuem',
  'vietnam',
  'hanoi',
  'saigon',
  'hochiminh',
  'khongbiet',
  'xinchao',
  'congty',
  'abcdef',
  'abc',
];
const runs = ['0123456789012345678901234567890', '9876543210987654321098765432109', 'abcdefghijklmnopqrstuvwxyz'];
/** letters and digits that must be left when everything that is guessed first is taken away */
const LEFT = 6;

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'd').toLowerCase();

const isRun = (part: string): boolean => runs.some((run) => run.includes(part));

/** Takes away what is counted up, counted down, or one sign again and again. */
function withoutRuns(text: string): string {
  const parts = text.replace(/(.)\1{2,}/gu, '').match(/\d{4,}|\D+|\d+/gu) ?? [];
  return parts.filter((part) => !isRun(part)).join('');
}

/** Short or guessed first? No signs are demanded: length is what counts. */
function isCommon(password: string, login: string): boolean {
  let rest = fold(password).replace(/[^\p{L}\p{N}]/gu, '');
  for (const word of [login, ...common].toSorted((a, b) => b.length - a.length))
    rest = rest.replaceAll(fold(word).replace(/[^\p{L}\p{N}]/gu, ''), '');
  return new Set(withoutRuns(rest)).size < LEFT;
}

/**
 * @source NIST SP 800-63B-4 3.1.1.2: length, a list of common ones, no rules of composition (from memory); the list is ours
 * @throws access.passwordTooShort, access.passwordTooCommon
 */
export function checkPassword(password: string, login: string): void {
  const { length } = [...password];
  if (length < PASSWORD_LENGTH.least || length > PASSWORD_LENGTH.most) throw errors.passwordTooShort(PASSWORD_LENGTH);
  if (isCommon(password, login)) throw errors.passwordTooCommon();
}
