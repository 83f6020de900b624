import { describe, expect, test } from 'vitest';
import { buyerOf, CONSUMER, recipientOf } from './buyer.ts';
import { parseTaxNumber } from './tax-number.ts';

const refused = (code: string) => expect.objectContaining({ code: `invoicing.${code}` });

describe('người mua trên hóa đơn', () => {
  test('không cho số nào: bán cho người tiêu dùng; có tên thì ghi tên', () => {
    expect(buyerOf({})).toEqual({ name: CONSUMER });
    expect(buyerOf({ buyerName: ' Lê Thị Thử ', taxNumber: ' ' })).toEqual({ name: 'Lê Thị Thử' });
    expect(recipientOf({ name: CONSUMER })).toEqual({ display: 'Bán cho người tiêu dùng' });
  });

  test('mã số thuế hoặc số định danh cá nhân, kèm địa chỉ và thư điện tử', () => {
    const company = buyerOf({ buyerName: 'Công ty Thử', taxNumber: '0100109106', buyerEmail: 'ke-toan@thu.vn' });
    expect(company).toEqual({ name: 'Công ty Thử', taxNumber: '0100109106', email: 'ke-toan@thu.vn' });
    expect(recipientOf(company)).toMatchObject({ type: 'Organization', identifier: { value: '0100109106' } });
    const person = buyerOf({ buyerName: 'Lê Thị Thử', personalNumber: '099 190 000 001', buyerAddress: 'Xã Thử' });
    expect(person).toEqual({ name: 'Lê Thị Thử', personalNumber: '099190000001', address: 'Xã Thử' });
    expect(recipientOf(person)).toMatchObject({ type: 'Patient', identifier: { value: '099190000001' } });
  });

  test('thiếu tên, hai số cùng lúc, thư sai, quá dài: từ chối', () => {
    expect(() => buyerOf({ taxNumber: '0100109106' })).toThrow(refused('buyerNameNeeded'));
    expect(() => buyerOf({ buyerName: 'A', taxNumber: '0100109106', personalNumber: '099190000001' })).toThrow(
      refused('oneNumber'),
    );
    expect(() => buyerOf({ buyerEmail: 'khong phai thu' })).toThrow(refused('badEmail'));
    expect(() => buyerOf({ buyerAddress: 'x'.repeat(401) })).toThrow(refused('buyerTooLong'));
    expect(() => buyerOf({ buyerName: 'A', personalNumber: '123' })).toThrow(
      expect.objectContaining({ code: 'core.notAPersonalNumber' }),
    );
  });
});

describe('mã số thuế', () => {
  test.each([
    ['0100109106', '0100109106'],
    ['0101243150', '0101243150'],
    ['0100109106-001', '0100109106-001'],
    ['0100109106001', '0100109106-001'],
  ])('%s đọc được', (text, read) => expect(parseTaxNumber(text, 'taxNumber')).toBe(read));

  test.each(['0100109107', '010010910', '01001091060', 'abc', '0100109106-1'])('%s sai', (text) => {
    expect(() => parseTaxNumber(text, 'taxNumber')).toThrow(refused('badTaxNumber'));
  });
});
