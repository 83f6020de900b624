import type { OperationOutcome } from 'fhir/r4';
import { expect, test } from 'vitest';
import { plainReason } from './plain-reason.ts';

const outcome: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    { severity: 'error', code: 'not-found', details: { text: 'Không tìm thấy chỉ định.' }, diagnostics: 'no order' },
    { severity: 'error', code: 'value', details: { text: 'Sai đơn vị.' }, expression: ['OBX-6'] },
  ],
};

test.each([outcome, JSON.stringify(outcome)])(
  'lời từ chối của nhà: câu tiếng Việt, kèm chi tiết kỹ thuật',
  (reason) => {
    expect(plainReason(reason)).toEqual({ text: 'Không tìm thấy chỉ định. Sai đơn vị.', detail: 'no order · OBX-6' });
  },
);

test.each(['TypeError: x is undefined', '{"a":1}', '{'])(
  '%s: nói là lỗi chương trình, giữ nguyên lời máy',
  (reason) => {
    expect(plainReason(reason)).toMatchObject({ text: expect.stringContaining('Lỗi chương trình'), detail: reason });
  },
);

test('không có lý do và lời từ chối không có câu chữ', () => {
  expect(plainReason(undefined)).toEqual({ text: expect.stringContaining('Lỗi chương trình') });
  const silent: OperationOutcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'value' }] };
  expect(plainReason(silent)).toEqual({ text: expect.stringContaining('Lỗi chương trình') });
});
