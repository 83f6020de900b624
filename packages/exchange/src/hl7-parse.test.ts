import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFhirError } from '@lienmach/outcome';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeHl7 } from './hl7-charset.ts';
import { escapeHl7, standardDelimiters, unescapeHl7 } from './hl7-escape.ts';
import { parseHl7, readHl7 } from './hl7-parse.ts';
import { writeHl7 } from './hl7-write.ts';

const header = 'MSH|^~\\&|MAY|KHOA|LIENMACH||20260302075500+0700||ORU^R01^ORU_R01|M1|P|2.5.1';
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (isFhirError(error)) return error.code;
    throw error;
  }
};

test('đọc được đoạn, trường, thành phần, thành phần con và lặp', () => {
  const message = parseHl7(`${header}\rPID|1||A1^^^X&2.16&ISO^MR~B2^^^Y^NI||NGUYỄN^VĂN AN\rOBX|1|NM|K||5.1`);
  expect(message).toMatchObject({ type: 'ORU^R01', controlId: 'M1', version: '2.5.1' });
  const pid = message.segment('PID');
  expect(pid?.get(3)).toBe('A1');
  expect(pid?.get(3, 4, 2)).toBe('2.16');
  expect(pid?.get(5, 2)).toBe('VĂN AN');
  expect(pid?.repetitions(3).map(([value]) => value)).toEqual(['A1', 'B2']);
  expect([pid?.part(3, 2), pid?.part(3, 2, 4), pid?.part(3, 1, 4, 2), pid?.part(3, 3)]).toEqual([
    'B2',
    'Y',
    '2.16',
    '',
  ]);
  expect(pid?.get(40)).toBe('');
  expect(message.segment('MSH')?.get(1)).toBe('|');
  expect(message.segment('MSH')?.get(2)).toBe('^~\\&');
  expect(message.segment('ZZZ')).toBeUndefined();
});

test.each(['\r', '\n', '\r\n', '\r\r\n'])('đoạn kết thúc bằng %j đều đọc được', (end) => {
  expect(parseHl7(`\ufeff${header}${end}OBX|1${end}OBX|2${end}`).all('OBX')).toHaveLength(2);
});

test('ký tự phân cách do MSH quy định', () => {
  const message = parseHl7('MSH$*%!#$MAY$$$$20260302$$ADT*A01$M2$P$2.5\rPID$1$$A*B#C%D!S!E');
  expect(message.type).toBe('ADT^A01');
  expect(message.segment('PID')?.get(3, 2, 2)).toBe('C');
  expect(message.segment('PID')?.repetitions(3)).toEqual([['A', 'B#C'], ['D*E']]);
});

test('chuỗi thoát trả lại đúng ký tự; chuỗi lạ giữ nguyên', () => {
  const text = (escaped: string) => unescapeHl7(escaped, standardDelimiters);
  expect(text('a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f')).toBe('a|b^c&d~e\\f');
  expect(text('dòng 1\\.br\\dòng 2')).toBe('dòng 1\ndòng 2');
  expect(text('\\X4D\\\\XC491\\')).toBe('Mđ');
  expect(text('\\XFF\\ \\Zlạ\\ \\X4\\')).toBe('\\XFF\\ \\Zlạ\\ \\X4\\');
  expect(text('kết thúc lửng \\F')).toBe('kết thúc lửng \\F');
  expect(text('\\H\\đậm\\N\\')).toBe('đậm');
});

test('văn bản bất kỳ ghi ra rồi đọc lại vẫn như cũ và không bao giờ thành cấu trúc', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replace(/\r\n|\r/g, '\n'));
  fc.assert(
    fc.property(text, text, (first, second) => {
      const written = writeHl7({ type: ['ORU', 'R01', 'ORU_R01'], controlId: 'P1', at: new Date(0) }, [
        { name: 'NTE', fields: { 1: '1', 3: [first, second], 5: { repeat: [first, [second]] } } },
      ]);
      const note = parseHl7(written).segment('NTE');
      expect([note?.get(3, 1), note?.get(3, 2)]).toEqual([first, second]);
      expect(parseHl7(written).segments).toHaveLength(2);
      expect(unescapeHl7(escapeHl7(first), standardDelimiters)).toBe(first);
    }),
  );
});

test.each([
  ['rỗng', ''],
  ['không phải HL7', 'GET / HTTP/1.1'],
  ['MSH cụt', 'MSH|^~'],
  ['phân cách trùng nhau', 'MSH||||||'],
  ['phân cách là chữ', 'MSHabcdef'],
])('từ chối: %s', (_, text) => {
  expect(codeOf(() => parseHl7(text))).toBe('exchange.notHl7');
});

test('từ chối đoạn lạ, quá nhiều đoạn, quá nhiều trường', () => {
  expect(codeOf(() => parseHl7(`${header}\rxin chào`))).toBe('exchange.badSegment');
  expect(codeOf(() => parseHl7(`${header}\r${'OBX|1\r'.repeat(10_001)}`))).toBe('exchange.tooLarge');
  expect(codeOf(() => parseHl7(`${header}\rOBX${'|'.repeat(600)}`))).toBe('exchange.tooLarge');
});

test('byte bất kỳ chỉ có thể là bản tin hoặc lời từ chối có mã', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, withHeader) => {
      const raw = withHeader ? Buffer.concat([Buffer.from(`${header}\r`), bytes]) : Buffer.from(bytes);
      const code = codeOf(() => readHl7(raw));
      if (code !== undefined) expect(code).toMatch(/^exchange\./);
    }),
  );
});

test('bảng mã theo MSH-18: mặc định UTF-8, byte sai hoặc tên lạ thì từ chối chứ không đoán', () => {
  const withCharset = (name: string) => `${header}||||||${name}\rNTE|1||Mẫu đạt`;
  expect(
    readHl7(Buffer.from(withCharset('UNICODE UTF-8')))
      .segment('NTE')
      ?.get(3),
  ).toBe('Mẫu đạt');
  expect(
    readHl7(Buffer.from(withCharset('')))
      .segment('NTE')
      ?.get(3),
  ).toBe('Mẫu đạt');
  expect(codeOf(() => readHl7(Buffer.from(withCharset('UNICODE UTF-8'), 'latin1')))).toBe('exchange.invalidBytes');
  expect(codeOf(() => readHl7(Buffer.from(withCharset('ASCII'))))).toBe('exchange.invalidBytes');
  expect(codeOf(() => readHl7(Buffer.from(withCharset('TCVN3'))))).toBe('exchange.unknownCharset');
  expect(
    readHl7(Buffer.from(`${header}||||||8859/1\rNTE|1||caf\u00e9`, 'latin1'))
      .segment('NTE')
      ?.get(3),
  ).toBe('café');
});

test('bảng mã Windows-1258 của hệ thống cũ: chữ và dấu là hai byte', () => {
  const text = `${header}||||||WINDOWS-1258\rPID|1||A1||NGUYỄN^Thị Hường Đặng ẩn ữ`;
  const bytes = encodeHl7(text, 'windows-1258');
  expect(bytes.length).toBeGreaterThan(text.length);
  expect(readHl7(bytes).segment('PID')?.get(5, 2)).toBe('Thị Hường Đặng ẩn ữ');
  expect(codeOf(() => encodeHl7('日', 'CP1258'))).toBe('exchange.invalidBytes');
});

const samples = join(import.meta.dirname, '../../../../shared/data/samples/hl7v2');

test('bản tin mẫu của nhiều hệ thống: đọc được hoặc bị từ chối có mã', (context) => {
  if (!existsSync(samples)) {
    process.stdout.write('skipped: ../shared/data/samples/hl7v2 is not here\n');
    context.skip();
  }
  const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.hl7'));
  const refused = files.filter((name) => codeOf(() => readHl7(readFileSync(join(samples, name)))) !== undefined);
  expect(files.length).toBeGreaterThan(20);
  expect(refused).toEqual(['openelis/stago-start4-coagulation.hl7']); // begins with comment lines
});
