import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRawNumber, numberText, parseJson } from './parse-json.ts';

const again = (text: string) => JSON.stringify(parseJson(text));

describe('số thập phân giữ nguyên cách viết', () => {
  test.each([
    '1.10',
    '0.0',
    '-0',
    '-0.0',
    '1e3',
    '1E+3',
    '1.50e-2',
    '100',
    '0',
    '12.5',
    '12345678901234567890',
    '0.0000001',
    '0.1234567890123456789',
    '10.00',
    '9007199254740993',
  ])('%s', (number) => {
    const text = `{"value":${number},"list":[${number},${number}]}`;
    expect(again(text)).toBe(text);
    expect(numberText(parseJson(text).value)).toBe(number);
  });

  test('mọi số thập phân, ở mọi chỗ', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,19})(\.\d{1,20})?([eE][-+]?\d{1,2})?$/);
    fc.assert(
      fc.property(fc.array(digits, { minLength: 1 }), fc.constantFrom('', ' ', '\n  '), (numbers, space) => {
        const text = `{"a":[${numbers.map((n) => space + n + space).join(',')}],"b":${space}${numbers[0]}}`;
        expect(again(text)).toBe(text.replaceAll(space === '' ? /$^/g : space, ''));
      }),
    );
  });

  test('chữ trong chuỗi không bị coi là số', () => {
    const text = '{"a":"x:1.10,","b":["1.50"],"c":"urn:uuid:3e5"}';
    expect(again(text)).toBe(text);
    expect(isRawNumber(parseJson(text).a)).toBe(false);
  });
});

describe('từ chối', () => {
  test.each([
    ['không phải JSON', '{"a":', 'store.notJson'],
    ['rỗng', '', 'store.notJson'],
    ['mảng ở gốc', '[]', 'store.notAnObject'],
    ['null ở gốc', 'null', 'store.notAnObject'],
    ['khóa lặp', '{"a":1,"b":2,"a":3}', 'store.duplicateKey'],
    ['khóa lặp sâu', '{"a":[{"b":":","b":2}]}', 'store.duplicateKey'],
    ['khóa lặp viết bằng mã thoát', '{"a":1,"\\u0061":3}', 'store.duplicateKey'],
    ['khóa lặp sau dấu gạch chéo', '{"a\\\\":1,"a\\\\":3}', 'store.duplicateKey'],
    ['__proto__', '{"__proto__":{"a":1}}', 'store.forbiddenKey'],
    ['quá sâu', `{"a":${'['.repeat(70)}${']'.repeat(70)}}`, 'store.tooDeep'],
    ['sâu một triệu tầng', `{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`, 'store.tooDeep'],
  ])('%s', (_, text, code) => {
    let seen: unknown;
    try {
      parseJson(text);
    } catch (thrown) {
      seen = thrown;
    }
    expect(seen).toMatchObject({ code });
  });

  test('dấu hai chấm đầu chuỗi không phải khóa lặp', () => {
    expect(parseJson('{"a":":x","b":"\\":","c":{"a":1}}')).toEqual({ a: ':x', b: '":', c: { a: 1 } });
  });
});
