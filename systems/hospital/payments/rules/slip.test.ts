import { describe, expect, test } from 'vitest';
import { allMethods, mayGoBack, methodName, methodOfPaper } from './payment-method.ts';
import { holdsCardNumber, readSlip } from './slip.ts';

const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });

describe('số thẻ không bao giờ được ghi', () => {
  test.each([
    ['16 số liền', '4111111111111111', true],
    ['viết theo nhóm', 'thẻ 4111 1111 1111 1111 của khách', true],
    ['có gạch', '4111-1111-1111-1111', true],
    ['có gạch chéo', '4111/1111/1111/1111', true],
    ['có ngày hết hạn đi sau', 'Thẻ 4111 1111 1111 1111 12/27', true],
    ['có số khác đi trước', 'quầy 2 - 4111 1111 1111 1111', true],
    ['có phẩy', '4111, 1111, 1111, 1111', true],
    ['chữ số toàn độ rộng', '４１１１１１１１１１１１１１１１', true],
    ['hai ngày liền nhau', '04/01/2026 15/01/2026', false],
    ['ngày và giờ', 'đếm lại 14.30 22/11/2026', false],
    ['thẻ nội địa 16 số', '9704000000000018', true],
    ['13 số', '4222222222222', true],
    ['19 số', '4000000000000000006', true],
    ['sai số kiểm tra', '4111111111111112', false],
    ['12 số', '411111111111', false],
    ['20 số', '41111111111111111111', false],
    ['số hóa đơn máy', 'HD000123', false],
    ['không có số', 'hoàn vì đổi dịch vụ', false],
  ])('%s', (_, text, expected) => {
    expect(holdsCardNumber(text)).toBe(expected);
  });
});

describe('số hóa đơn máy', () => {
  test('thẻ và ví cần, tiền mặt và chuyển khoản không', () => {
    expect(readSlip('card', ' ab-0012 ')).toBe('AB-0012');
    expect(readSlip('wallet', '000123')).toBe('000123');
    expect(readSlip('cash', 'bất kỳ')).toBeUndefined();
    expect(readSlip('transfer', undefined)).toBeUndefined();
  });

  test.each([undefined, '', '123', 'có dấu', 'A'.repeat(31)])('thiếu hoặc sai: %s', (slip) => {
    expect(() => readSlip('card', slip)).toThrow(refused('slipNeeded'));
  });
});

describe('tiền về đường nào thì hoàn đường ấy', () => {
  test.each([
    ['card', 'card', true],
    ['card', 'cash', false],
    ['card', 'wallet', false],
    ['wallet', 'wallet', true],
    ['wallet', 'cash', false],
    ['cash', 'card', false],
    ['cash', 'transfer', true],
    ['transfer', 'cash', true],
    [undefined, 'cash', true],
  ] as const)('thu bằng %s, hoàn bằng %s: %s', (paid, back, expected) => {
    expect(mayGoBack(paid, back)).toBe(expected);
  });

  test('phiếu nói hình thức bằng chữ, đọc lại đúng mã', () => {
    for (const method of allMethods) {
      expect(methodOfPaper({ resourceType: 'Invoice', status: 'balanced', paymentTerms: methodName(method) })).toBe(
        method,
      );
    }
    expect(methodOfPaper({ resourceType: 'Invoice', status: 'balanced' })).toBeUndefined();
  });
});
