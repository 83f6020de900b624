import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NdjsonLine, ndjsonLines } from './ndjson-lines.ts';

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size = 7, longest = 1000, from?: { lines: number; bytes: number }) {
  const found: NdjsonLine[] = [];
  const bytes = Buffer.from(text).subarray(from?.bytes ?? 0);
  for await (const line of ndjsonLines(chunksOf(bytes, size), longest, from)) found.push(line);
  return found;
}

test('dòng trống bỏ qua nhưng vẫn đếm; dòng cuối không cần xuống dòng; chữ có dấu không bị cắt đôi', async () => {
  expect((await read('một\n\nhai\r\nba')).map(({ number, text }) => [number, text])).toEqual([
    [1, 'một'],
    [3, 'hai'],
    [4, 'ba'],
  ]);
});

test('dòng quá dài được đọc lướt qua, không giữ trong bộ nhớ, các dòng khác vẫn đúng', async () => {
  const lines = await read(`a\n${'x'.repeat(5000)}\nb\n`, 64, 100);
  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [1, 'a'],
    [2, undefined],
    [3, 'b'],
  ]);
});

test('đọc tiếp từ cuối bất kỳ dòng nào cũng cho đúng những dòng còn lại, chia khúc thế nào cũng vậy', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\n', ' '));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.integer({ min: 1, max: 40 }), async (texts, size) => {
      const text = texts.map((one) => `${one}\n`).join('');
      const whole = await read(text, size);
      for (const [place, { number, end }] of whole.entries())
        expect(await read(text, size, 1000, { lines: number, bytes: end })).toEqual(whole.slice(place + 1));
    }),
    { numRuns: 60 },
  );
});
