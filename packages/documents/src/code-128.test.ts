import { expect, test } from 'vitest';
import { barcodeSvg } from './code-128.ts';

const barsOf = (svg: string): number[] => [...svg.matchAll(/M(\d+) 0h(\d+)/g)].map(([, at]) => Number(at));

test('mã vạch: số đi từng đôi, có vùng trắng hai đầu', () => {
  // start C + 4 pairs + check + stop = 6 × 11 + 13 modules, and twice ten of quiet zone
  const digits = barcodeSvg('26112003');
  expect(digits.modules).toBe(11 * 6 + 13 + 20);
  expect(barsOf(digits.svg)[0]).toBe(10);
  // start B + 9 letters + check + stop
  expect(barcodeSvg('A2-018374').modules).toBe(11 * 11 + 13 + 20);
  expect(barsOf(barcodeSvg('1234-5').svg).length).toBe(3 * 7 + 4);
});

test.each(['', 'Ngữ', 'x'.repeat(49), 'a\u0007'])('"%s" không thành mã vạch được', (text) => {
  expect(() => barcodeSvg(text)).toThrow(expect.objectContaining({ code: 'documents.notABarcode' }));
});
