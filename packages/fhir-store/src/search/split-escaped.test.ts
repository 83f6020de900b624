import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitEscaped, unescapeValue } from './split-escaped.ts';

const escapeValue = (text: string) => text.replace(/[\\,$|]/g, '\\$&');

test.each([
  ['a,b', ',', ['a', 'b']],
  ['a\\,b,c', ',', ['a\\,b', 'c']],
  ['a\\\\,b', ',', ['a\\\\', 'b']],
  ['', ',', ['']],
  ['|x', '|', ['', 'x']],
  ['a$b$', '$', ['a', 'b', '']],
] as const)('tách %j theo %j', (text, separator, parts) => {
  expect(splitEscaped(text, separator)).toEqual(parts);
});

test('giới hạn số phần giữ phần đuôi nguyên vẹn', () => {
  expect(splitEscaped('a|b|c', '|', 2)).toEqual(['a', 'b|c']);
});

test('bất kỳ chữ nào, khi đã thoát, tách rồi ghép lại không đổi', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (words) => {
      expect(splitEscaped(words.map(escapeValue).join(','), ',').map(unescapeValue)).toEqual(words);
    }),
  );
});
