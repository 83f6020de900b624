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

test.each([
  ['', ''],
  ['CAO THI BE,19710302\r\n', '••• ••• •••,•••\r\n'],
])('%o: không rõ là gì thì chỉ còn khung', (content, masked) => {
  expect(maskMessage(content)).toBe(masked);
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
  ['câu hỏi về người bệnh', 'MSH|^~\\&|A\rQPD|Q22^Find|T1|@PID.5.1^CAO', 'MSH|^~\\&|A\rQPD|Q22^Find|•••|•••^•••'],
  ['đoạn lùi vào', 'MSH|^~\\&|A\r PID|1||A1||CAO', 'MSH|^~\\&|A\r PID|1||•••||•••'],
  ['dòng chữ lạc', 'MSH|^~\\&|A\rCAO THI BE', 'MSH|^~\\&|A\r•••'],
  ['ghi chú', 'MSH|^~\\&|A\rNTE|1|L|CAO THI BE', 'MSH|^~\\&|A\rNTE|1|L|•••'],
  ['bảo hiểm, người thân', 'MSH|^~\\&|A\rIN2||9\rPD1||||BS', 'MSH|^~\\&|A\rIN2||•••\rPD1||||•••'],
  ['kết quả bằng chữ', 'MSH|^~\\&|A\rOBX|1|TX|K||Của CAO', 'MSH|^~\\&|A\rOBX|1|TX|K||•••'],
  ['kết quả bằng mã', 'MSH|^~\\&|A\rOBX|1|CWE|K||P^Của CAO^L', 'MSH|^~\\&|A\rOBX|1|CWE|K||P^•••^L'],
  [
    'người chỉ định',
    'MSH|^~\\&|A\rORC|NW|C1||||||||||B1^VŨ\rOBR|1|C1||K^Kali||||||||||||B1^VŨ',
    'MSH|^~\\&|A\rORC|NW|•••||||||||||•••^•••\rOBR|1|•••||K^Kali||||||||||||•••^•••',
  ],
  [
    'câu hỏi và ghi chú ASTM',
    'H|\\^&|||MAY\r2Q|1|^S1||ALL\rC|1|I|CAO BE|G\rR|1|^^^K|của CAO',
    'H|\\^&|||MAY\r2Q|1|^•••||ALL\rC|1|I|•••|G\rR|1|^^^K|•••',
  ],
  ['XML: CDATA, chú thích', "<a x='9'><![CDATA[CAO]]><!-- BE --></a>", '<a x="•••">•••</a>'],
  ['JSON: mảng', '["CAO", 9, {"a": ["BE', '["•••", "•••", {"a": ["•••"'],
  ['XML: chỉ còn khung', '<a id="099"><b>CAO</b>\n</a>', '<a id="•••"><b>•••</b>•••</a>'],
  [
    'JSON: chỉ còn tên mục',
    '{"ten": "CAO \\"BE\\"", "so": 12, "x": {"y": true}}',
    '{"ten": "•••", "so": "•••", "x": {"y": true}}',
  ],
])('che cả %s', (_name, content, masked) => {
  expect(maskMessage(content)).toBe(masked);
});
