import { expect, test } from 'vitest';
import { parseHl7 } from './hl7-parse.ts';
import { hl7Marks, hl7Numbers } from './hl7-person.ts';

const message = parseHl7(
  [
    'MSH|^~\\&|HIS||LM||20260302||ADT^A40|1|P|2.5.1',
    'PID|1||BN1^^^BVM&1.2.3&ISO^MR~ 099 ||NGUYỄN^AN^VĂN||19800509',
    'MRG|BN2^^^BVM',
  ].join('\r'),
);

test('số của người bệnh ở PID và MRG đọc một kiểu, kèm nơi cấp nếu bản tin nói', () => {
  expect(hl7Numbers(message.segment('PID'), 3)).toEqual([
    { value: 'BN1', authority: 'BVM', universal: '1.2.3' },
    { value: '099', authority: '', universal: '' },
  ]);
  expect(hl7Numbers(message.segment('MRG'), 1)).toEqual([{ value: 'BN2', authority: 'BVM', universal: '' }]);
  expect(hl7Numbers(undefined, 3)).toEqual([]);
});

test('họ tên và ngày sinh: không có thì không nói gì, đọc không được thì từ chối', () => {
  expect(hl7Marks(message.segment('PID'))).toEqual({ name: 'NGUYỄN VĂN AN', birthDate: '1980-05-09' });
  expect(hl7Marks(message.segment('MRG'))).toEqual({});
  expect(hl7Marks(undefined)).toEqual({});
  const bad = parseHl7('MSH|^~\\&|HIS||LM||20260302||ADT^A40|1|P|2.5.1\rPID|1||||||hôm qua');
  expect(() => hl7Marks(bad.segment('PID'))).toThrow(expect.objectContaining({ code: 'exchange.invalidTime' }));
});
