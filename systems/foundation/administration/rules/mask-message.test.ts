import { expect, test } from 'vitest';
import { maskMessage } from './mask-message.ts';

test('che tên, số, ngày sinh, địa chỉ; giữ cấu trúc, mã và kết quả', () => {
  const message = [
    'MSH|^~\\&|AU2|XN|LIENMACH|BS|20261120101804||ORU^R01|88213|P|2.5.1',
    'PID|1||26-039917^^^BS||CAO^THI BE||19710302|F|||Thôn Mẫu',
    'OBX|1|NM|K^Kali||4.2|mmol/L|3.5-5.1|N',
  ].join('\r');
  expect(maskMessage(message).split('\r')).toEqual([
    'MSH|^~\\&|AU2|XN|LIENMACH|BS|20261120101804||ORU^R01|88213|P|2.5.1',
    'PID|1||•••^^^•••||•••^•••||•••|F|||•••',
    'OBX|1|NM|K^Kali||4.2|mmol/L|3.5-5.1|N',
  ]);
});

test.each(['', 'không phải HL7', 'PID'])('%o: không đổi', (content) => {
  expect(maskMessage(content)).toBe(content);
});
