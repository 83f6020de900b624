import { isFhirError } from '@lienmach/outcome';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codecOf } from './codecs.ts';
import { declaredRows } from './declared-rows.ts';
import type { CodecName } from './message-mapping.ts';
import { encodeVietnamese } from './windows-1258.ts';

const bytes = (text: string) => Buffer.from(text, 'utf-8');
const decode = (name: CodecName, text: string | Uint8Array, options: Record<string, string> = {}) =>
  codecOf(name).decode(typeof text === 'string' ? bytes(text) : text, { message: 'results', ...options });
const refusal = (name: CodecName, text: string | Uint8Array, options: Record<string, string> = {}) => {
  try {
    decode(name, text, options);
  } catch (error) {
    if (isFhirError(error)) return error.code;
    throw error;
  }
  return undefined;
};
const read = (name: CodecName, text: string, options: Record<string, string>) =>
  declaredRows(decode(name, text, options).content, options).map((row) => [row.get('tube'), row.get('value')]);

describe('bảng CSV', () => {
  const columns = { 'column.tube': 'Ống', 'column.value': 'Kết quả', 'column.code': 'Mã' };

  test('cột theo tên, ô có dấu phẩy và xuống dòng trong ngoặc kép, dấu BOM, dòng trống', () => {
    const text = '\uFEFFỐng,Mã,Kết quả\r\n\r\nT1,K,4.20\r\nT2,K,"một, ""hai""\nba"\r\n';
    expect(read('csv', text, columns)).toEqual([
      ['T1', '4.20'],
      ['T2', 'một, "hai"\nba'],
    ]);
    expect(decode('csv', text, columns)).toMatchObject({
      type: 'results',
      controlId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test('chấm phẩy, tab, không dòng tên, dòng tên không ở đầu, bảng mã cũ', () => {
    expect(read('csv', 'Ống;Mã;Kết quả\nT1;K;4,2', { ...columns, delimiter: 'semicolon' })).toEqual([['T1', '4,2']]);
    expect(
      read('csv', 'Máy 7\nỐng\tMã\tKết quả\nT1\tK\t4', { ...columns, delimiter: 'tab', 'header-line': '2' }),
    ).toEqual([['T1', '4']]);
    expect(read('csv', 'T1|4|K', { header: 'no', delimiter: 'bar', 'column.tube': '1', 'column.value': '2' })).toEqual([
      ['T1', '4'],
    ]);
    const old = encodeVietnamese('Ống,Mã,Kết quả\nT1,K,Dương tính');
    expect(decode('csv', old, { ...columns, charset: 'WINDOWS-1258' }).content).toEqual([
      { Ống: 'T1', Mã: 'K', 'Kết quả': 'Dương tính' },
    ]);
    expect(refusal('csv', old, columns)).toBe('exchange.invalidBytes');
    expect(refusal('csv', old, { ...columns, charset: 'EBCDIC' })).toBe('exchange.unknownCharset');
  });

  test.each([
    ['ngoặc không đóng', 'Ống,Mã\nT1,"K'],
    ['ngoặc giữa ô', 'Ống,Mã\nT1,K"x"'],
    ['dòng thiếu ô', 'Ống,Mã,Kết quả\nT1,K'],
    ['dòng thừa ô', 'Ống,Mã\nT1,K,4'],
    ['chỉ có tên cột', 'Ống,Mã'],
    ['rỗng', ''],
    ['hai cột cùng tên', 'Ống,Ống\nT1,T2'],
    ['ô khổng lồ', `Ống,Mã\nT1,${'x'.repeat(200_000)}`],
    ['quá nhiều cột', `${Array.from({ length: 501 }, (_, at) => `c${at}`).join(',')}\n1`],
    ['quá nhiều dòng', `a,b\n${'1,2\n'.repeat(5001)}`],
  ])('từ chối hẳn: %s', (_name, text) => {
    expect(refusal('csv', text)).toBe('exchange.notReadable');
  });

  test('số ống và số người bệnh chung của cả tệp để tìm bản tin', () => {
    const keys = { ...columns, 'column.patient': 'BN' };
    expect(decode('csv', 'Ống,Mã,BN\nT1,K,B1\nT1,NA,B1', keys)).toMatchObject({ patientKey: 'B1', orderKey: 'T1' });
    expect(decode('csv', 'Ống,Mã,BN\nT1,K,B1\nT2,NA,B1', keys)).not.toHaveProperty('orderKey');
  });
});

describe('XML và JSON theo đường dẫn khai ở kênh', () => {
  const inXml = { rows: 'Sample/Result', 'column.tube': '../@id', 'column.value': 'Value', 'column.code': '@code' };
  const xml =
    '<?xml version="1.0"?><m:Results xmlns:m="urn:x"><m:Sample id="T1"><m:Result code="K"><m:Value>4.20</m:Value></m:Result><m:Result code="NA"><m:Value><![CDATA[<5]]></m:Value></m:Result></m:Sample><m:Sample id="T2"><m:Result code="K"><m:Value> 5 </m:Value></m:Result></m:Sample></m:Results>';

  test('hàng lặp, cột ở trên, thuộc tính, CDATA, không gian tên', () => {
    expect(read('xml', xml, inXml)).toEqual([
      ['T1', '4.20'],
      ['T1', '<5'],
      ['T2', '5'],
    ]);
    expect(codecOf('xml').decode(bytes(xml)).type).toBe('Results');
  });

  test('JSON: cùng cách khai; số giữ đúng chữ số như máy ghi; danh sách trần cũng là bản tin', () => {
    const inJson = { rows: 'samples/results', 'column.tube': '../id', 'column.value': 'value' };
    expect(read('json', '{"samples":[{"id":"T1","results":[{"value":4.20},{"value":"<5"}]}]}', inJson)).toEqual([
      ['T1', '4.20'],
      ['T1', '<5'],
    ]);
    expect(read('json', '[{"t":"T1","v":1e2}]', { 'column.tube': 't', 'column.value': 'v' })).toEqual([['T1', '1e2']]);
  });

  test('nhiều giá trị ở chỗ chỉ có một: thấy là nhiều, không lấy đại một', () => {
    const two = '<R><S><V>1</V><V>2</V></S></R>';
    expect(read('xml', two, { rows: 'S', 'column.value': 'V' })).toEqual([['', '1 2']]);
    expect(read('json', '[{"v":[1,2]}]', { 'column.value': 'v' })).toEqual([['', '1 2']]);
  });

  test('tên của mọi đối tượng không lộ ra: __proto__, constructor', () => {
    const odd = '{"__proto__":{"v":"x"},"constructor":{"v":"y"}}';
    expect(read('json', odd, { 'column.value': 'toString' })).toEqual([['', '']]);
    expect(read('xml', '<R><constructor>x</constructor></R>', { 'column.value': 'hasOwnProperty' })).toEqual([
      ['', ''],
    ]);
  });

  test.each([
    ['bom thực thể', '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'],
    ['thực thể ngoài', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
    ['thực thể không khai', '<r>&x;</r>'],
    ['thẻ không đóng', '<r><a></r>'],
    ['lồng quá sâu', `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`],
    ['không phải UTF-8', Uint8Array.of(0x3c, 0x72, 0x3e, 0xff, 0x3c, 0x2f, 0x72, 0x3e)],
    ['rỗng', ''],
  ])('XML bị từ chối hẳn: %s', (_name, text) => {
    expect(refusal('xml', text)).toBe('exchange.notReadable');
  });

  test('XML bảng mã cũ: kênh khai bảng mã thì đọc theo kênh', () => {
    const old = encodeVietnamese('<?xml version="1.0" encoding="windows-1258"?><r><v>Dương tính</v></r>');
    expect(refusal('xml', old)).toBe('exchange.notReadable');
    const { content } = decode('xml', old, { charset: 'CP1258' });
    expect(declaredRows(content, { 'column.value': 'v' }).map((row) => row.get('value'))).toEqual(['Dương tính']);
  });

  test('JSON hỏng hoặc lồng sâu hơn ngăn xếp: từ chối hẳn', () => {
    expect(refusal('json', '{"a":')).toBe('exchange.notReadable');
    expect(refusal('json', `${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBe('exchange.notReadable');
    expect(refusal('json', `${'['.repeat(300)}${']'.repeat(300)}`, { 'column.code': 'x' })).toBe(
      'exchange.notReadable',
    );
  });
});

test('byte bất kỳ: đọc được hoặc từ chối, không bao giờ hỏng', () => {
  const options = { rows: 'a/b', 'column.code': 'x/y', 'column.tube': '../../z' };
  fc.assert(
    fc.property(fc.constantFrom<CodecName>('csv', 'xml', 'json'), fc.uint8Array({ maxLength: 200 }), (name, raw) => {
      expect(refusal(name, raw, options) ?? 'read').toMatch(/^(read|exchange\.)/);
    }),
    { numRuns: 300 },
  );
});
