import { isFhirError } from '@lienmach/outcome';
import { expect, test } from 'vitest';
import { batchAnswer, batchMessages, isBatch } from './hl7-batch.ts';

const one = (id: string): string => `MSH|^~\\&|HIS||||20260302||ADT^A01|${id}|P|2.5\rPID|1||A${id}\r`;
const batch = (count: string, ...messages: string[]): Buffer =>
  Buffer.from(`FHS|^~\\&\rBHS|^~\\&\r${messages.join('')}BTS|${count}\rFTS|1\r`);
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return isFhirError(error) ? error.code : 'bug';
  }
};

test('một lô nhiều bản tin: từng bản tin giữ nguyên từng byte', () => {
  const raw = batch('2', one('1'), one('2'));
  expect(isBatch(raw)).toBe(true);
  expect(isBatch(Buffer.from(one('1')))).toBe(false);
  expect(batchMessages(raw).map(String)).toEqual([one('1'), one('2')]);
  const lined = Buffer.from(raw.toString().replaceAll('\r', '\r\n'));
  expect(batchMessages(lined).map(String)).toEqual([one('1'), one('2')].map((text) => text.replaceAll('\r', '\r\n')));
});

test.each([
  ['số bản tin ghi ở cuối không khớp', batch('3', one('1'), one('2'))],
  ['lô rỗng', batch('0')],
  ['số lô không khớp', Buffer.from(batch('1', one('1')).toString().replace('FTS|1', 'FTS|2'))],
  ['đoạn đứng trước bản tin đầu tiên', Buffer.from('BHS|^~\\&\rPID|1\rBTS|0\r')],
])('lô hỏng bị từ chối cả lô: %s', (_, raw) => {
  expect(codeOf(() => batchMessages(raw))).toBe('exchange.badBatch');
});

test('trả lời một lô là một lô trả lời', () => {
  const answer = batchAnswer([Buffer.from(one('1')), Buffer.from(one('2'))]);
  expect(batchMessages(answer)).toHaveLength(2);
});
