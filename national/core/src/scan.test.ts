import { isFhirError } from '@lienmach/outcome';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFacilityCode } from './facility-code.ts';
import { parseInsuranceNumber } from './insurance-card.ts';
import { parseBhytQr } from './parse-bhyt-qr.ts';
import { parseCccdQr } from './parse-cccd-qr.ts';
import { makePatientNumber, parsePatientNumber } from './patient-number.ts';
import { parsePersonalNumber, personalNumberWarnings } from './personal-number.ts';
import { parsePracticeLicence } from './practice-licence.ts';
import { readScan } from './scan.ts';

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
const identity = '099090000123|990000001|Nguyễn Văn Ví Dụ|05091990|Nam|Thôn Mẫu, Xã Thử, Hà Nội|10052021';
const insurance = [
  '9901987654',
  hex('Nguyễn Văn Ví Dụ'),
  '05/09/1990',
  '1',
  '-',
  '99 - 001',
  '01/01/2026',
  '-',
  '15/12/2025',
  '99010199019876',
  '-',
  '2',
  ' 01/01/2031',
  'a1b2c3d4e5f6-0102',
  '4',
  hex('Bảo hiểm xã hội cơ sở Thử'),
  '$',
].join('|');
const refusal = (code: string) => expect.objectContaining({ code });

describe('mã QR thẻ căn cước', () => {
  test('đọc đủ bảy trường', () => {
    expect(parseCccdQr(identity)).toEqual({
      personalNumber: '099090000123',
      oldIdentityCard: '990000001',
      name: 'Nguyễn Văn Ví Dụ',
      birthDate: '1990-09-05',
      gender: 'male',
      address: 'Thôn Mẫu, Xã Thử, Hà Nội',
      issuedOn: '2021-05-10',
      otherNumbers: [],
    });
  });

  test('thẻ mới có thêm trường: số cũ được giữ lại, máy quét thêm CR và tách dấu cũng đọc được', () => {
    const card = parseCccdQr(`${identity.normalize('NFD')}|Cha Thử|Mẹ Thử|099090000999 990000002\r`);
    expect(card.name).toBe('Nguyễn Văn Ví Dụ');
    expect(card.otherNumbers).toEqual(['099090000999', '990000002']);
  });

  test.each([
    ['bị cắt ở ngày cấp', '099090000123||A B|05091990|Nam|X|1005', 'core.identityQrUnreadable'],
    ['thiếu trường', '099090000123||A B|05091990|Nam|X', 'core.identityQrUnreadable'],
    ['số định danh 11 chữ số', '09909000012||A B|05091990|Nam|X|10052021', 'core.identityQrUnreadable'],
    ['ngày sinh không có thật', '099090000123||A B|31021990|Nam|X|10052021', 'core.identityQrUnreadable'],
    ['giới tính lạ', '099090000123||A B|05091990|X|X|10052021', 'core.identityQrUnreadable'],
    ['CMND lạ', '099090000123|12|A B|05091990|Nam|X|10052021', 'core.identityQrUnreadable'],
    ['tên trống', '099090000123|||05091990|Nam|X|10052021', 'core.identityQrUnreadable'],
    ['quá dài', `${identity}|${'1'.repeat(2_000)}`, 'core.scanTooLong'],
  ])('%s thì từ chối', (_, text, code) => {
    expect(() => parseCccdQr(text)).toThrow(refusal(code));
  });

  test.each([
    ['00001950', '1950'],
    ['00091950', '1950-09'],
    ['1950', '1950'],
  ])('ngày sinh %s là %s', (birth, expected) => {
    expect(parseCccdQr(`099050000123||Trần Thử|${birth}|Nữ|X|`).birthDate).toBe(expected);
  });
});

describe('mã QR thẻ BHYT', () => {
  test('thẻ mới 16 trường, tên ghi bằng hệ 16', () => {
    expect(parseBhytQr(insurance)).toEqual({
      number: { value: '9901987654', form: 'social10', socialInsuranceNumber: '9901987654' },
      name: 'Nguyễn Văn Ví Dụ',
      birthDate: '1990-09-05',
      gender: 'male',
      registeredAt: '99001',
      validFrom: '2026-01-01',
      issuedOn: '2025-12-15',
      zone: 'K2',
      fiveYearsFrom: '2031-01-01',
      benefitDigit: '4',
      issuedBy: 'Bảo hiểm xã hội cơ sở Thử',
    });
  });

  test('thẻ cũ 15 ký tự, dạng ngắn kết thúc sau ngày cấp', () => {
    const card = parseBhytQr(
      `GD4999901987654|${hex('Trần Thị Thử')}|1990|2|-|99001|01/01/2026|31/12/2026|01/01/2026|$\r\n`,
    );
    expect(card).toMatchObject({
      number: { form: 'card15', group: 'GD', benefitDigit: '4', province: '99' },
      birthDate: '1990',
      gender: 'female',
      validTo: '2026-12-31',
    });
  });

  test('tên không phải hệ 16 thì giữ nguyên', () => {
    expect(parseBhytQr(insurance.replace(hex('Nguyễn Văn Ví Dụ'), 'Nguyễn Văn Thử')).name).toBe('Nguyễn Văn Thử');
  });

  test('bị cắt ở bất kỳ chỗ nào cũng từ chối', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: insurance.length - 1 }), (end) => {
        expect(() => parseBhytQr(insurance.slice(0, end))).toThrow(refusal('core.insuranceQrUnreadable'));
      }),
    );
  });

  test.each([
    ['hệ 16 không phải UTF-8', insurance.replace(hex('Nguyễn Văn Ví Dụ'), 'fffe'), 'core.insuranceQrUnreadable'],
    ['giới tính lạ', insurance.replace('|1|-|', '|7|-|'), 'core.insuranceQrUnreadable'],
    ['nơi đăng ký lạ', insurance.replace('99 - 001', '9 - 1'), 'core.insuranceQrUnreadable'],
    ['ngày hiệu lực lạ', insurance.replace('01/01/2026', '01/13/2026'), 'core.insuranceQrUnreadable'],
    ['mã thẻ lạ', insurance.replace('9901987654|', '99|'), 'core.insuranceQrUnreadable'],
    ['thừa trường', insurance.replace('|$', '|1|2|$'), 'core.insuranceQrUnreadable'],
    ['quá dài', `${'1'.repeat(2_001)}$`, 'core.scanTooLong'],
  ])('%s thì từ chối', (_, text, code) => {
    expect(() => parseBhytQr(text)).toThrow(refusal(code));
  });
});

describe('các số', () => {
  test.each([
    ['GD 4 99 9901987654', 'card15'],
    ['gd4999901987654', 'card15'],
    ['9901987654', 'social10'],
    ['099090000123', 'personal12'],
  ])('mã BHYT %s có dạng %s', (text, form) => {
    expect(parseInsuranceNumber(text).form).toBe(form);
  });
  test.each(['GD6999901987654', 'G4999901987654', '123', '0000000000', '', 'X'.repeat(100)])(
    'mã BHYT %j sai',
    (text) => {
      expect(() => parseInsuranceNumber(text)).toThrow(refusal('core.notAnInsuranceNumber'));
    },
  );

  test.each([
    ['099090000123', 'male', 1990],
    ['099305000456', 'female', 2005],
    ['099200000000', 'male', 2000],
    ['099999000000', undefined, undefined],
  ])('số định danh %s: %s, %s', (value, gender, birthYear) => {
    const number = parsePersonalNumber(value);
    expect([number.gender, number.birthYear]).toEqual([gender, birthYear]);
  });
  test.each(['09909000012', '0990900001234', '000000000000', 'O99090000123', ''])('số định danh %j sai', (text) => {
    expect(() => parsePersonalNumber(text)).toThrow(refusal('core.notAPersonalNumber'));
  });
  test('giới tính hay năm sinh khác số định danh chỉ là lời nhắc', () => {
    const number = parsePersonalNumber('099090000123');
    const issues = personalNumberWarnings(number, { gender: 'female', birthDate: '1991-01-01' });
    expect(issues.map((issue) => issue.severity)).toEqual(['warning', 'warning']);
    expect(personalNumberWarnings(number, { gender: 'male', birthDate: '1990' })).toEqual([]);
    expect(personalNumberWarnings(number, { gender: 'other' })).toEqual([]);
  });

  test.each([
    ['001234/VDU-GPHN', 'gphn'],
    ['0012345/VĐ-CCHN', 'cchn'],
  ])('giấy phép %s', (text, kind) => {
    expect(parsePracticeLicence(text).kind).toBe(kind);
  });
  test.each(['1234/VDU-GPHN', '001234/VDU', '001234-VDU-GPHN', 'x'.repeat(100)])('giấy phép %j sai', (text) => {
    expect(() => parsePracticeLicence(text)).toThrow(refusal('core.notAPracticeLicence'));
  });

  test('mã cơ sở', () => {
    expect(parseFacilityCode('99 - 0a1')).toBe('990A1');
    for (const bad of ['9900', '99-0001', 'A9001', '', '9'.repeat(50)]) {
      expect(() => parseFacilityCode(bad)).toThrow(refusal('core.notAFacilityCode'));
    }
  });

  test('mã bệnh nhân tự kiểm tra: sai một ký tự thì không trùng người khác', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 7, maxLength: 7 }),
        fc.nat({ max: 7 }),
        fc.nat({ max: 30 }),
        (bytes, at, by) => {
          const number = makePatientNumber(bytes);
          expect(parsePatientNumber(number.toLowerCase())).toBe(number);
          const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
          const place = at < 4 ? at + 3 : at + 4;
          const sign = alphabet.charAt((alphabet.indexOf(number.charAt(place)) + 1 + by) % 32);
          expect(() => parsePatientNumber(number.slice(0, place) + sign + number.slice(place + 1))).toThrow(
            refusal('core.notAPatientNumber'),
          );
        },
      ),
    );
  });
});

describe('một ô quét cho mọi thứ', () => {
  test.each([
    [identity, 'identity-card'],
    [insurance, 'insurance-card'],
    ['099 090 000123', 'personal-number'],
    ['9901987654', 'insurance-number'],
    ['GD-4-99-9901987654', 'insurance-number'],
    ['BN-G01', 'patient-number'],
  ])('%s', (text, kind) => {
    expect(readScan(`${text}\r\n`).kind).toBe(kind);
  });

  test.each([
    ['', 'core.scanEmpty'],
    ['https://vi.du/x', 'core.scanUnknown'],
    ['12345', 'core.scanUnknown'],
    ['a|b', 'core.identityQrUnreadable'],
    ['a|b|c|1|d', 'core.insuranceQrUnreadable'],
    ['1'.repeat(5_000), 'core.scanTooLong'],
  ])('%j thì từ chối', (text, code) => {
    expect(() => readScan(text)).toThrow(refusal(code));
  });

  test('lời từ chối chỉ đúng ô đã quét', () => {
    expect(() => readScan('a|b', 'scan[1]')).toThrow(
      expect.objectContaining({
        outcome: expect.objectContaining({ issue: [expect.objectContaining({ expression: ['scan[1]'] })] }),
      }),
    );
  });

  test('thẻ bị đổi, bị cắt, chuỗi lạ: luôn là lời từ chối rõ ràng, không bao giờ là lỗi máy', () => {
    const mutated = fc
      .tuple(
        fc.constantFrom(identity, insurance),
        fc.nat({ max: 300 }),
        fc.nat({ max: 20 }),
        fc.string({ unit: 'binary' }),
      )
      .map(([card, start, length, noise]) => card.slice(0, start) + noise + card.slice(start + length));
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ unit: 'binary', maxLength: 500 }), fc.string()), (text) => {
        try {
          readScan(text);
        } catch (thrown) {
          expect(isFhirError(thrown)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
