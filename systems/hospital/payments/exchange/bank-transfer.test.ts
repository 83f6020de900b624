import { isFhirError } from '@lienmach/outcome';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankTransfer } from './bank-transfer.ts';

const told = {
  id: 92704,
  gateway: 'Ngân hàng Thử',
  transactionDate: '2026-03-02 08:31:05',
  accountNumber: '000000000001',
  content: 'MBVCB.1234.LM260302ABCDEK.CT tu 0000',
  transferType: 'in',
  transferAmount: 118_240,
  referenceCode: 'FT26061.1',
};

describe('thông báo biến động của ngân hàng', () => {
  test('đọc đủ: mã giao dịch, số tiền, nội dung, tài khoản, giờ Việt Nam', () => {
    expect(bankTransfer.map(told)).toEqual({
      operation: '$bank-notice',
      at: 'Invoice',
      input: {
        transaction: '92704',
        incoming: true,
        amount: { value: 118_240, currency: 'VND' },
        memo: told.content,
        account: '000000000001',
        at: '2026-03-02T08:31:05+07:00',
        bankReference: 'FT26061.1',
      },
    });
  });

  test.each([
    ['id', ''],
    ['transferType', 'sideways'],
    ['transferAmount', 0],
    ['transferAmount', -5],
    ['transferAmount', 1.5],
    ['transferAmount', '10000000000000'],
    ['content', null],
    ['accountNumber', undefined],
    ['transactionDate', 'hôm qua'],
    ['transactionDate', '2026-13-41 08:31:05'],
  ])('%s = %s thì từ chối, không đoán', (field, value) => {
    expect(() => bankTransfer.map({ ...told, [field]: value })).toThrow(
      expect.objectContaining({ code: 'payments.noticeUnreadable' }),
    );
  });

  test('nội dung bất kỳ: hoặc đọc được, hoặc bị từ chối có lý do', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        try {
          bankTransfer.map(body);
        } catch (thrown) {
          expect(isFhirError(thrown)).toBe(true);
        }
      }),
    );
  });
});
