import { expect, test } from 'vitest';
import { acknowledge } from './ack.ts';
import { errors } from './errors.ts';
import { readHl7 } from './hl7-parse.ts';

const at = new Date('2026-03-02T00:55:00Z');

test('nhận: trả AA, nhắc lại số hiệu, đổi chỗ người gửi và người nhận', () => {
  const raw = Buffer.from('MSH|^~\\&|MAY^1.2|KHOA|LIENMACH|BV|20260302||ORU^R01|M7|P|2.5.1\r');
  const ack = readHl7(acknowledge(raw, { code: 'AA', controlId: 'A1', at }));
  expect(ack).toMatchObject({ type: 'ACK^R01', controlId: 'A1' });
  expect([ack.segment('MSA')?.get(1), ack.segment('MSA')?.get(2)]).toEqual(['AA', 'M7']);
  expect([3, 4, 5, 6].map((field) => ack.segment('MSH')?.get(field))).toEqual(['LIENMACH', 'BV', 'MAY', 'KHOA']);
});

test('từ chối: mỗi trở ngại một ERR, có mã chuẩn và lời tiếng Việt', () => {
  const raw = Buffer.from('MSH|^~\\&|MAY||||||ADT^A99|M8|P|2.5.1\r');
  const { outcome } = errors.unknownType({ at: 'MSH-9', detail: 'ADT^A99' });
  const err = readHl7(acknowledge(raw, { code: 'AR', controlId: 'A2', at, outcome })).segment('ERR');
  expect([err?.get(3), err?.get(4), err?.get(5)]).toEqual(['200', 'E', 'exchange.unknownType']);
  expect(err?.get(7)).toContain('ADT^A99');
  expect(err?.get(8)).toBe('Loại bản tin này chưa được tiếp nhận.');
});

test('thứ không phải HL7 vẫn có câu trả lời', () => {
  const { outcome } = errors.notHl7();
  const ack = readHl7(acknowledge(Buffer.from([0xff, 0x00]), { code: 'AR', controlId: 'A3', at, outcome }));
  expect([ack.type, ack.segment('MSA')?.get(1), ack.segment('MSA')?.get(2)]).toEqual(['ACK', 'AR', '']);
});
