import { expect, test } from 'vitest';
import { base32, totpAt, totpStep, totpUri } from './totp.ts';

const secret = Buffer.from('12345678901234567890');
const at = (seconds: number): Date => new Date(seconds * 1000);

// the last six digits of the eight in RFC 6238, appendix B (SHA-1)
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('giây %d: mã %s như trong RFC 6238', (seconds, code) => {
  expect(totpAt(secret, at(seconds))).toBe(code);
});

test.each([
  [-2, false],
  [-1, true],
  [0, true],
  [1, true],
  [2, false],
])('đồng hồ lệch %d bước: được nhận là %s', (drift, isTaken) => {
  const here = Math.floor(1_234_567_890 / 30);
  const code = totpAt(secret, at((here + drift) * 30));
  expect(totpStep(secret, code, at(here * 30 + 29), 0)).toBe(isTaken ? here + drift : undefined);
});

test('mã của bước đã dùng, và mã trước nó, không được nhận lại', () => {
  const now = at(1_234_567_890);
  const step = totpStep(secret, totpAt(secret, now), now, 0) ?? 0;
  expect(totpStep(secret, totpAt(secret, now), now, step)).toBeUndefined();
  expect(totpStep(secret, totpAt(secret, at(1_234_567_860)), now, step)).toBeUndefined();
  expect(totpStep(secret, totpAt(secret, at(1_234_567_920)), now, step)).toBe(step + 1);
});

test('bí mật viết bằng chữ mà phần mềm mã đọc được', () => {
  expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(base32(Buffer.from('f'))).toBe('MY');
  expect(totpUri(secret, 'Bệnh viện Thử', 'bs.an')).toBe(
    'otpauth://totp/bs.an?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=B%E1%BB%87nh%20vi%E1%BB%87n%20Th%E1%BB%AD',
  );
});
