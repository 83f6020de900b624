import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preserveDecimals } from './preserve-decimals.ts';

const write = (next: unknown, previous: string) => JSON.stringify(preserveDecimals(next, previous));

describe('số không đổi giữ cách viết cũ', () => {
  test.each([
    ['không đổi gì', '{"value":1.10}', { value: 1.1 }, '{"value":1.10}'],
    ['đổi chỗ khác', '{"value":1.10,"a":1}', { value: 1.1, a: 2 }, '{"value":1.10,"a":2}'],
    ['đổi chính số đó', '{"value":1.10}', { value: 1.2 }, '{"value":1.2}'],
    [
      'thêm vào đầu danh sách',
      '{"item":[{"n":1.10}]}',
      { item: [{ n: 5 }, { n: 1.1 }] },
      '{"item":[{"n":5},{"n":1.10}]}',
    ],
    ['xóa khỏi danh sách', '{"item":[{"n":2},{"n":1.10}]}', { item: [{ n: 1.1 }] }, '{"item":[{"n":1.10}]}'],
    [
      'hai cách viết một giá trị',
      '{"item":[{"n":1.10},{"n":1.100}]}',
      { item: [{ n: 9 }, { n: 9 }, { n: 1.1 }] },
      '{"item":[{"n":9},{"n":9},{"n":1.1}]}',
    ],
    ['tên khác', '{"a":1.10}', { b: 1.1 }, '{"b":1.1}'],
    ['số không', '{"a":0.00}', { a: 0 }, '{"a":0.00}'],
  ])('%s', (_, previous, next, text) => {
    expect(write(next, previous)).toBe(text);
  });

  test('không có gì để giữ thì trả lại chính nó', () => {
    const next = { value: 1 };
    expect(preserveDecimals(next, '{"value":1}')).toBe(next);
  });

  test('đọc bằng JSON.parse rồi ghi lại: chữ không đổi', () => {
    const number = fc.stringMatching(/^(0|[1-9]\d{0,6})\.\d{1,6}$/);
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
        const text = `{"list":[${numbers.map((n) => `{"value":${n}}`).join(',')}]}`;
        expect(write(JSON.parse(text), text)).toBe(text);
      }),
    );
  });
});
