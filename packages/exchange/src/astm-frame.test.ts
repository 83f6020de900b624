import { expect, test } from 'vitest';
import { astmChecksum, astmFrame, astmFrames, readFrame } from './astm-frame.ts';

test('khung có số, mã kiểm tra và kết thúc đúng như ví dụ tính tay', () => {
  // '1' + 'H|' + CR + ETX = 31 48 7C 0D 03 = 0x105, modulo 256 = 05
  expect(astmFrame(1, Buffer.from('H|\r'), true)).toEqual(Buffer.from('\x021H|\r\x0305\r\n', 'latin1'));
  expect(astmFrame(9, Buffer.from('H|\r'), false)).toEqual(Buffer.from('\x021H|\r\x1719\r\n', 'latin1'));
  expect(astmChecksum(Buffer.alloc(3, 0xff))).toBe('FD');
});

test('mỗi bản ghi một khung; bản ghi dài chia nhiều khung ETB, số khung quay vòng 1…7, 0', () => {
  const message = Buffer.from(`H|\\^&\r${'C|'.padEnd(25, 'x')}\rL|1|N\r`);
  const frames = astmFrames(message, 10).map(readFrame);
  expect(frames.map((frame) => frame?.number)).toEqual([1, 2, 3, 4, 5]);
  expect(frames.map((frame) => frame?.isLast)).toEqual([true, false, false, true, true]);
  expect(Buffer.concat(frames.flatMap((frame) => frame?.text ?? []))).toEqual(message);
  expect(astmFrames(Buffer.from('C|1\r'.repeat(9))).map((frame) => readFrame(frame)?.number)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 0, 1,
  ]);
});

test('ký tự điều khiển của đường dây không lọt được vào nội dung gửi đi', () => {
  for (const code of [0x02, 0x03, 0x04, 0x05, 0x0a, 0x15, 0x17]) {
    expect(() => astmFrames(Buffer.of(0x41, code))).toThrow(/bytes are not valid/);
  }
});

test.each([
  ['sai mã kiểm tra', '\x021H|\r\x0306\r\n'],
  ['số khung lạ', '\x028H|\r\x030C\r\n'],
  ['thiếu LF', '\x021H|\r\x0305\r\r'],
  ['không có ETX', '\x021H|\r\x0105\r\n'],
  ['byte 0 lẫn vào', '\x021H\0|\r\x0305\r\n'],
  ['quá ngắn', '\x02\x0303\r\n'],
])('khung hỏng không đọc: %s', (_, text) => {
  expect(readFrame(Buffer.from(text, 'latin1'))).toBeUndefined();
});

test('mã kiểm tra viết thường vẫn đọc được', () => {
  expect(readFrame(Buffer.from('\x021H|\\^&\r\x03e5\r\n', 'latin1'))?.text.toString()).toBe('H|\\^&\r');
});
