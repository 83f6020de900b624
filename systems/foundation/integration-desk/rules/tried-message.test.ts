import { expect, test } from 'vitest';
import { patientsIn, replySummary } from './tried-message.ts';

test.each([
  ['MSH|^~\\&|LM||HIS||20260302||RSP^K22|1|P|2.5.1\rPID|1||A1||CAO^BE', 'RSP^K22, 63 B'],
  ['H|\\^&\rP|1|||CAO', '15 B'],
])('câu trả lời thử: chỉ nói loại và độ dài, không lộ người bệnh', (reply, summary) => {
  expect(replySummary(reply)).toBe(summary);
});

test('mở nội dung thử: nhật ký ghi mọi người bệnh trong đó, mỗi người một lần', () => {
  const subject = { reference: 'Patient/an' };
  const bundle = {
    resourceType: 'Bundle' as const,
    type: 'transaction' as const,
    entry: [
      { request: { method: 'PUT' as const, url: 'Patient/be' } },
      { resource: { resourceType: 'Account' as const, status: 'active' as const, subject: [subject, subject] } },
    ],
  };
  expect(patientsIn(bundle)).toEqual(['Patient/be', 'Patient/an']);
  expect(patientsIn(undefined)).toEqual([]);
});
