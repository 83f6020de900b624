import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frame, frameReader } from './mllp-frame.ts';

/** HL7 content never holds the two framing bytes. */
const content = fc
  .uint8Array({ minLength: 0, maxLength: 60 })
  .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0b && byte !== 0x1c)));
const garbage = fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0b)));

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

test('bản tin đến theo bất kỳ cách cắt nào cũng ra đúng từng bản, rác ở giữa bị bỏ', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(garbage, content), { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 8 }),
      (parts, sizes) => {
        const wire = Buffer.concat(parts.flatMap(([noise, message]) => [noise, frame(message)]));
        const reader = frameReader();
        const seen = cut(wire, sizes).flatMap((chunk) => reader.push(chunk));
        expect(seen.map((message) => message.toString('hex'))).toEqual(
          parts.map(([, message]) => message.toString('hex')),
        );
        expect(reader.pending).toBe(0);
      },
    ),
  );
});

test('một bản tin trong hai đoạn, cắt đúng giữa hai byte kết thúc', () => {
  const wire = frame(Buffer.from('MSH|^~\\&'));
  const reader = frameReader();
  expect(reader.push(wire.subarray(0, wire.length - 1))).toEqual([]);
  expect(reader.push(wire.subarray(wire.length - 1)).map(String)).toEqual(['MSH|^~\\&']);
});

test('hai bản tin trong một đoạn', () => {
  const wire = Buffer.concat([frame(Buffer.from('A')), frame(Buffer.from('B'))]);
  expect(frameReader().push(wire).map(String)).toEqual(['A', 'B']);
});

test('máy gửi bắt đầu lại giữa chừng: phần dở bị bỏ, bản sau nguyên vẹn', () => {
  const reader = frameReader();
  expect(reader.push(Buffer.from('\x0bnửa chừng'))).toEqual([]);
  expect(reader.push(frame(Buffer.from('đủ'))).map(String)).toEqual(['đủ']);
});

test('byte kết thúc đứng lẻ là nội dung', () => {
  expect(frameReader().push(Buffer.from('\x0ba\x1cb\x1c\x1c\r')).map(String)).toEqual(['a\x1cb\x1c']);
});

test('bản tin quá lớn bị từ chối dù chưa đóng, bản sau vẫn nhận được', () => {
  const reader = frameReader(10);
  expect(() => reader.push(Buffer.from(`\x0b${'x'.repeat(11)}`))).toThrow(/10 bytes/);
  expect(reader.push(frame(Buffer.from('0123456789'))).map(String)).toEqual(['0123456789']);
});
