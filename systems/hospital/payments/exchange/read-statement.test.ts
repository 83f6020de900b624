import { isFhirError } from '@lienmach/outcome';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errors } from '../errors.ts';
import { readStatement, statementDong } from './read-statement.ts';

const read = (text: string) => readStatement(Buffer.from(text));
const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });

describe('số tiền trong sao kê', () => {
  test.each([
    ['1250000', 1_250_000n],
    ['1.250.000', 1_250_000n],
    ['1,250,000', 1_250_000n],
    ['1,250,000.00', 1_250_000n],
    ['1.250.000,00 VND', 1_250_000n],
    ['+500', 500n],
    ['-50.600', -50_600n],
    ['1.000', 1000n],
    ['1,000', 1000n],
    ['1.00', 1n],
    ['12.5', undefined],
    ['1.25.000', undefined],
    ['1.250,000', undefined],
    ['0,5', undefined],
    ['một triệu', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(statementDong(text)).toBe(expected);
  });
});

describe('tệp sao kê của ngân hàng', () => {
  test('có phần đầu, hai cột nợ có, dòng cộng ở cuối; tiền ra mang dấu trừ', () => {
    const statement = read(
      [
        'NGÂN HÀNG THỬ,,,,',
        'Số tài khoản: 0000 0000 0001,,,,',
        'STT,Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả',
        '1,02/03/2026,FT001,,"50,600",LM260302ABCDEK vien phi',
        '2,02/03/2026 08:31:05,FT002,"1,000,000",,chuyen luong',
        ',,,"1,000,000","50,600",Cộng phát sinh',
      ].join('\n'),
    );
    expect(statement).toEqual({
      format: 'Vietcombank',
      account: '000000000001',
      lines: [
        { row: 4, reference: 'FT001', day: '2026-03-02', dong: 50_600n, memo: 'LM260302ABCDEK vien phi' },
        { row: 5, reference: 'FT002', day: '2026-03-02', dong: -1_000_000n, memo: 'chuyen luong' },
      ],
      refused: [],
    });
  });

  test('dấu chấm phẩy, dấu chấm hàng nghìn, BOM; một cột số tiền có dấu', () => {
    const text = '\uFEFFNgày;Số tham chiếu;Số tiền;Nội dung\n2026-03-02;A/1;50.600;khám\n02-03-2026;A/2;-10.000;phí\n';
    expect(read(text)).toMatchObject({
      format: 'Liền Mạch',
      lines: [
        { reference: 'A/1', dong: 50_600n },
        { reference: 'A/2', dong: -10_000n },
      ],
    });
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.slice(1), 'utf16le')]);
    expect(readStatement(wide).lines).toHaveLength(2);
  });

  test('dòng hỏng bị từ chối có lý do, dòng tốt vẫn nhận', () => {
    const { lines, refused: bad } = read(
      [
        'date,reference,amount,memo',
        '31/02/2026,FT1,5000,ngày không có',
        '02/03/2026,,5000,thiếu tham chiếu',
        '02/03/2026,"a,b",5000,tham chiếu lạ',
        '02/03/2026,FT2,năm nghìn,số tiền bằng chữ',
        '02/03/2026,FT3,0,không có tiền',
        '02/03/2026,FT4,5000,tốt',
        '02/03/2026,FT5,10000000000000,nhiều hơn một khoản tiền có thể',
        `02/03/2026,FT6,5000,${',x'.repeat(60)}`,
        '02/03/2026,FT7,9999999999999,lớn nhất',
      ].join('\n'),
    );
    expect(lines.map(({ reference }) => reference)).toEqual(['FT4', 'FT7']);
    const said = (field: string) => errors.rowUnreadable.issue({ field }).details?.text;
    expect(bad).toEqual([
      { row: 2, reason: said('ngày') },
      { row: 3, reason: said('số tham chiếu') },
      { row: 4, reason: said('số tham chiếu') },
      { row: 5, reason: said('số tiền') },
      { row: 6, reason: said('số tiền') },
      { row: 8, reason: said('số tiền') },
      { row: 9, reason: said('số cột') },
    ]);
  });

  test('không phải sao kê, sai bảng mã, quá dài: từ chối cả tệp', () => {
    expect(() => read('tên,tuổi\nAn,30')).toThrow(refused('statementUnreadable'));
    expect(() => readStatement(Buffer.from([0x61, 0xe1, 0xff]))).toThrow(refused('statementUnreadable'));
    expect(() => read(`date,reference,amount,memo${',x'.repeat(60)}\n`)).toThrow(refused('statementUnreadable'));
    const long = Array.from({ length: 5001 }, (_, at) => `02/03/2026,F${at}00,1000,x`).join('\n');
    expect(() => read(`date,reference,amount,memo\n${long}`)).toThrow(refused('statementTooLarge'));
  });

  test('tệp bất kỳ: đọc được, hoặc bị từ chối có lý do', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (body) => {
        try {
          read(`date,reference,amount,memo\n${body}`);
        } catch (thrown) {
          expect(isFhirError(thrown)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
