import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFhirError } from '@lienmach/outcome';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { astmCodec } from './astm-codec.ts';
import { isControlRecord, parseAstm, readAstm } from './astm-parse.ts';
import { writeAstm } from './astm-write.ts';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    if (isFhirError(error)) return error.code;
    throw error;
  }
  return undefined;
};
const header = 'H|\\^&|M7||May^XN^1|||||||P|1|20260302080000';
const lines = (...records: string[]) => `${[header, ...records].join('\r')}\r`;

test('đọc trường, thành phần, lặp, thoát; dấu phân cách theo bản ghi H', () => {
  const { records, controlId, type } = parseAstm(
    'H!~%*!!!Máy%A\nP!1!!BN01!!Trần%Thị *X42**F*\nO!1!S1%2!!%%%GLU~%%%K!R\nR!1!%%%GLU!10%3/uL\nC!1!I!*E**S**R**T**Z*\nL!1!N\n',
  );
  const [h, p, o, r, c] = records;
  expect([controlId, type, h?.get(2), h?.get(5), h?.get(5, 2)]).toEqual(['', 'ASTM^R', '', 'Máy', 'A']);
  expect([p?.get(6, 2), p?.get(4), p?.get(40), p?.get(0)]).toEqual(['Thị B!', 'BN01', '', '']);
  expect([o?.get(3, 2), o?.repeats(5), o?.repeats(30)]).toEqual([
    '2',
    [
      ['', '', '', 'GLU'],
      ['', '', '', 'K'],
    ],
    [],
  ]);
  expect([r?.get(4), r?.whole(4)]).toEqual(['10', '10%3/uL']);
  expect(c?.get(4)).toBe('*%~*T**Z*');
});

test('chấp nhận CR, CRLF, LF, dòng trống, dòng ghi chú #, nhiều bản tin nối nhau, chỉ định không có người bệnh', () => {
  for (const end of ['\r', '\n', '\r\n'])
    expect(parseAstm(['# ghi chú', '', header, 'P|1', 'L|1|N'].join(end)).records).toHaveLength(3);
  expect(parseAstm(lines('P|1', 'O|1', 'R|1', 'R|2', 'O|2', 'R|1', 'P|2', 'O|1', 'R|1', 'L|1')).type).toBe('ASTM^R');
  expect(
    parseAstm(lines('O|1', 'R|1', 'C|1', 'M|1', 'L|1') + lines('Q|1|^S1||^^^ALL', 'L|1').replace('Q|1|^S1', 'P|1'))
      .type,
  ).toBe('ASTM^R');
  expect(parseAstm(lines('Q|1|^S1||^^^ALL||||||||O', 'L|1')).type).toBe('ASTM^Q');
  expect(parseAstm(lines('P|1', 'O|1|S1', 'L|1')).type).toBe('ASTM^O');
  expect(parseAstm(lines('L|1')).type).toBe('ASTM^H');
});

test.each([
  ['không có H', 'exchange.notAstm', 'P|1\rL|1\r'],
  ['rỗng', 'exchange.notAstm', '\r\n# chỉ có ghi chú\r'],
  ['dấu phân cách trùng nhau', 'exchange.notAstm', 'H|||||\rL|1\r'],
  ['H quá ngắn', 'exchange.notAstm', 'H|\\\rL|1\r'],
  ['dấu phân cách là chữ', 'exchange.notAstm', 'Habcd\rL|1\r'],
  ['bản ghi lạ', 'exchange.astmOrder', lines('X|1', 'L|1')],
  ['kết quả không có chỉ định', 'exchange.astmOrder', lines('P|1', 'R|1', 'L|1')],
  ['mất một kết quả', 'exchange.astmOrder', lines('P|1', 'O|1', 'R|1', 'R|3', 'L|1')],
  ['kết quả đổi chỗ', 'exchange.astmOrder', lines('P|1', 'O|1', 'R|2', 'R|1', 'L|1')],
  ['số là chữ', 'exchange.astmOrder', lines('P|một', 'L|1')],
  ['bản ghi sau L', 'exchange.astmOrder', `${lines('L|1')}P|1\r`],
  ['hỏi lẫn với kết quả', 'exchange.astmOrder', lines('O|1', 'R|1', 'Q|1|^S1', 'L|1')],
  ['thiếu L', 'exchange.astmCut', lines('P|1', 'O|1', 'R|1')],
  ['H mới trước L', 'exchange.astmCut', lines('P|1') + lines('L|1')],
  ['máy báo dừng giữa chừng', 'exchange.astmCut', lines('P|1', 'L|1|T')],
  ['quá nhiều bản ghi', 'exchange.tooLarge', lines(...Array(10_001).fill('C|1'))],
  ['quá nhiều trường', 'exchange.tooLarge', lines(`P|1${'|'.repeat(600)}`)],
])('từ chối cả bản tin: %s', (_, code, text) => {
  expect(codeOf(() => parseAstm(text))).toBe(code);
});

test('bảng mã của kênh: mặc định UTF-8, không đoán', () => {
  const micro = Buffer.from(lines('P|1', 'O|1', 'R|1|^^^WBC|5|10*3/µL', 'L|1'), 'latin1');
  expect(codeOf(() => readAstm(micro))).toBe('exchange.invalidBytes');
  expect(readAstm(micro, '8859/1').records[3]?.get(5)).toBe('10*3/µL');
  expect(codeOf(() => readAstm(micro, 'TCVN3'))).toBe('exchange.unknownCharset');
});

test('kết quả nội kiểm dạng Q của vài máy không bị coi là câu hỏi', () => {
  const [, control, query] = parseAstm(`${lines('Q|1|GLU^LO1^NORMAL|5.1|mmol/L|20260302060000|N', 'L|1')}`).records;
  expect([control, query].map((one) => one && isControlRecord(one))).toEqual([true, false]);
  expect(parseAstm(lines('Q|1|2^1^260302000042^B||^^^ALL|0|20260302060000', 'L|1')).type).toBe('ASTM^Q');
});

test('viết rồi đọc lại: không chữ nào thành cấu trúc, số bản ghi đúng theo cấp', () => {
  const at = new Date('2026-03-02T01:00:00Z');
  const written = writeAstm({ at, zone: '+07:00', sender: 'LM', receiver: 'MAY', end: 'F', charset: 'UTF-8' }, [
    { name: 'P', fields: { 3: 'BN|1', 6: ['Trần^&\\', 'Thị\rĐào'] } },
    {
      name: 'O',
      fields: {
        3: '1',
        5: {
          repeat: [
            [undefined, undefined, undefined, 'GLU'],
            ['', '', '', 'K'],
          ],
        },
      },
    },
    { name: 'O', fields: { 3: '2\x02' } },
    { name: 'P', fields: {} },
    { name: 'O', fields: { 3: '3' } },
  ]);
  const { records } = parseAstm(String(written));
  expect(records.map((one) => `${one.name}${one.get(2)}`).slice(1)).toEqual(['P1', 'O1', 'O2', 'P2', 'O1', 'L1']);
  expect(records[0]?.get(14)).toBe('20260302080000');
  expect([records[1]?.get(3), records[1]?.get(6), records[1]?.get(6, 2)]).toEqual(['BN|1', 'Trần^&\\', 'Thị Đào']);
  expect(records[2]?.repeats(5).map((one) => one[3])).toEqual(['GLU', 'K']);
  const ascii = String(writeAstm({ at }, [{ name: 'P', fields: { 6: ['Đặng', 'Thị Ưỡn µ'] } }]));
  expect(ascii).toContain('Dang^Thi Uon ?');
});

test('số hiệu: H.3, nếu không thì theo nội dung; câu hỏi lặp lại luôn được trả lời mới', () => {
  const result = Buffer.from(lines('P|1', 'O|1|S1', 'R|1', 'L|1'));
  expect(astmCodec.peek(result)).toEqual({ controlId: 'M7' });
  expect(astmCodec.decode(result)).toMatchObject({ controlId: 'M7', orderKey: 'S1', patientKey: undefined });
  const bare = Buffer.from('H|\\^&\rP|1|BN1\rL|1\r');
  expect(astmCodec.peek(bare)).toEqual({ controlId: '' });
  expect(astmCodec.decode(bare).controlId).toMatch(/^[0-9a-f]{32}$/);
  const query = Buffer.from(lines('Q|1|^S1||^^^ALL', 'L|1'));
  expect(astmCodec.peek(query)).not.toEqual(astmCodec.peek(query));
  const verdict = { code: 'AE', controlId: '1', at: new Date(0) } as const;
  expect(astmCodec.answer(query, verdict)).toHaveLength(0);
  expect(astmCodec.answer(query, { ...verdict, isLost: true })).toEqual(Uint8Array.of(0x15));
  expect(String(astmCodec.answer(query, { ...verdict, reply: Buffer.from('H') }))).toBe('H');
});

test('byte bất kỳ, bản tin bị cắt hay đổi chữ bất kỳ: đọc được hoặc bị từ chối có mã', () => {
  const good = Buffer.from(lines('P|1||BN01', 'O|1|S1||^^^GLU', 'R|1|^^^GLU|5.4|mmol/L||N||F', 'L|1|N'));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(good.length), fc.nat(good.length), (bytes, from, to) => {
      const raw = Buffer.concat([good.subarray(0, from), bytes, good.subarray(to)]);
      for (const one of [raw, Buffer.from(bytes)]) {
        astmCodec.peek(one);
        const code = codeOf(() => astmCodec.decode(one));
        if (code !== undefined) expect(code).toMatch(/^exchange\./);
      }
    }),
    { seed: 53, numRuns: 300 },
  );
});

const samples = join(import.meta.dirname, '../../../../shared/data/samples/astm/openelis');

test('bản tin mẫu của nhiều máy: đọc được, trừ bản cố ý hỏng', (context) => {
  if (!existsSync(samples)) {
    process.stdout.write('skipped: ../shared/data/samples/astm is not here\n');
    context.skip();
  }
  const read = (name: string) => readAstm(readFileSync(join(samples, `${name}.astm`)));
  expect(read('chemistry-panel').records.filter(({ name }) => name === 'R')).toHaveLength(16);
  expect(read('horiba-pentra60-cbc').records.filter(({ name }) => name === 'R')).toHaveLength(20);
  expect(read('qc-control-results')).toMatchObject({ type: 'ASTM^R' });
  expect(read('qc-control-results').records.filter(isControlRecord)).toHaveLength(24);
  expect(codeOf(() => read('malformed'))).toBe('exchange.notAstm');
});
