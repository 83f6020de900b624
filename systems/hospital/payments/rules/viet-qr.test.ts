import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc16 } from './crc16.ts';
import { type VietQr, vietQr } from './viet-qr.ts';

test('giá trị kiểm tra CRC-16 chuẩn', () => {
  expect(crc16('123456789')).toBe('29B1');
  expect(crc16('')).toBe('FFFF');
});

const account = { bin: '970403', account: '0011012345678' };
const card = { bin: '970403', account: '9704031101234567', kind: 'card' } as const;
const order = { amount: 180_000n, billNumber: 'NPS6869', purpose: 'thanh toan don hang' };

/** @source NAPAS VietQR format 1.0, test vectors (secondary); the last is ours, the account invented */
const vectors: readonly (readonly [string, VietQr, string])[] = [
  [
    'tài khoản, mã động',
    { ...account, ...order },
    '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E',
  ],
  [
    'thẻ, mã tĩnh',
    card,
    '00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52',
  ],
  [
    'thẻ, mã động',
    { ...card, ...order },
    '00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454061800005802VN62340107NPS68690819thanh toan don hang6304A203',
  ],
  [
    'mã thu của chúng tôi',
    { bin: '970436', account: '1023456789', amount: 275_000n, purpose: 'LM26112100042' },
    '00020101021238540010A00000072701240006970436011010234567890208QRIBFTTA530370454062750005802VN62170813LM261121000426304D4C1',
  ],
];

describe('mẫu VietQR', () => {
  test.each(vectors)('%s', (_, qr, expected) => {
    expect(vietQr(qr)).toBe(expected);
  });

  /** the published text says 12 where 13 digits follow, so only its check value can be compared */
  test('tài khoản, mã tĩnh: giá trị kiểm tra', () => {
    const body = '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304';
    expect(crc16(body)).toBe('F4E5');
  });
});

describe('không viết được vào mã QR', () => {
  test.each<[string, Partial<VietQr>, string]>([
    ['mã ngân hàng 5 chữ số', { bin: '97040' }, 'payments.badBankAccount'],
    ['tài khoản trống', { account: '' }, 'payments.badBankAccount'],
    ['tài khoản 20 chữ số', { account: '1'.repeat(20) }, 'payments.badBankAccount'],
    ['số tiền 0', { amount: 0n }, 'payments.badAmount'],
    ['số tiền 14 chữ số', { amount: 10n ** 13n }, 'payments.badAmount'],
    ['nội dung có dấu', { purpose: 'viện phí' }, 'payments.purposeUnwritable'],
    ['nội dung 26 ký tự', { purpose: 'a'.repeat(26) }, 'payments.purposeUnwritable'],
    ['số hóa đơn xuống dòng', { billNumber: 'a\nb' }, 'payments.purposeUnwritable'],
  ])('%s', (_, change, code) => {
    expect(() => vietQr({ ...account, ...change })).toThrow(expect.objectContaining({ code }));
  });
});

/** Reads tags and values back. */
function fieldsOf(payload: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < payload.length; ) {
    const length = Number(payload.slice(at + 2, at + 4));
    fields.set(payload.slice(at, at + 2), payload.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

test('mọi mã động đọc lại được đúng số tiền, nội dung và giá trị kiểm tra', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 13n - 1n }),
      fc.stringMatching(/^[0-9]{1,19}$/),
      fc.stringMatching(/^[0-9A-Z]{1,25}$/),
      (amount, number, purpose) => {
        const payload = vietQr({ bin: '999999', account: number, amount, purpose });
        const fields = fieldsOf(payload);
        expect(fields.get('54')).toBe(String(amount));
        expect(fields.get('01')).toBe('12');
        expect(fieldsOf(fields.get('62') ?? '').get('08')).toBe(purpose);
        expect(fields.get('63')).toBe(crc16(payload.slice(0, -4)));
      },
    ),
  );
});
