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

test.each([
  ['dấu phân cách khác', 'MSH#^~\\&#MAY\rPID#1##A1##CAO^BE#', 'MSH#^~\\&#MAY\rPID#1##•••##•••^•••#'],
  ['đoạn riêng của đối tác', 'MSH|^~\\&|MAY\rZPI|1|CAO THI BE', 'MSH|^~\\&|MAY\rZPI|•••|•••'],
  ['gộp hồ sơ', 'MSH|^~\\&|A\rMRG|26-01^^^BS', 'MSH|^~\\&|A\rMRG|•••^^^•••'],
  [
    'ASTM',
    'H|\\^&|||MAY\rP|1|L1|26-01||CAO^BE||19710302|F\rR|1|^^^K|4.2',
    'H|\\^&|||MAY\rP|1|•••|•••||•••^•••||•••|F\rR|1|^^^K|4.2',
  ],
  ['XML: chỉ còn khung', '<a id="099"><b>CAO</b>\n</a>', '<a id="•••"><b>•••</b>•••</a>'],
  [
    'JSON: chỉ còn tên mục',
    '{"ten": "CAO \\"BE\\"", "so": 12, "x": {"y": true}}',
    '{"ten": "•••", "so": "•••", "x": {"y": true}}',
  ],
])('che cả %s', (_name, content, masked) => {
  expect(maskMessage(content)).toBe(masked);
});
