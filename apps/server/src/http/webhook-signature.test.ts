import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSigned } from './webhook-signature.ts';

const secret = 'bí mật chỉ để thử, không dùng ở đâu cả';
const now = new Date('2026-03-02T01:00:00Z');
const at = (seconds: number): string => String(now.getTime() / 1000 + seconds);
const body = Buffer.from('{"id":1}');
const sign = (timestamp: string, content = body, key = secret): string =>
  `v1=${createHmac('sha256', key).update(`${timestamp}.`).update(content).digest('hex')}`;

test.each([0, -300, 300])('chữ ký đúng, lệch giờ %d giây thì nhận', (seconds) => {
  expect(isSigned({ timestamp: at(seconds), signature: sign(at(seconds)), body }, secret, now)).toBe(true);
});

test.each([
  ['quá cũ', at(-301), sign(at(-301))],
  ['đi trước đồng hồ', at(301), sign(at(301))],
  ['giờ bị đổi sau khi ký', at(0), sign(at(-10))],
  ['nội dung bị đổi sau khi ký', at(0), sign(at(0), Buffer.from('{"id":2}'))],
  ['ký bằng khóa khác', at(0), sign(at(0), body, 'khóa của kẻ khác, cũng đủ dài như vậy')],
  ['thiếu chữ ký', at(0), undefined],
  ['thiếu giờ', undefined, sign(at(0))],
  ['chữ ký không đúng dạng', at(0), 'v1=abc'],
  ['giờ không phải số', 'hôm nay', sign('hôm nay')],
])('%s thì từ chối', (_, timestamp, signature) => {
  expect(isSigned({ timestamp, signature, body }, secret, now)).toBe(false);
});
