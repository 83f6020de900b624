import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xmlElement, xmlText } from './xml-text.ts';

test('dấu đặc biệt được thoát, chữ tổ hợp thành chữ dựng sẵn, ký tự cấm thành ký tự thay thế', () => {
  expect(xmlText('HA <140/90> & "ổn"')).toBe('HA &lt;140/90&gt; &amp; &quot;ổn&quot;');
  expect(xmlText('ệ'.normalize('NFD'))).toBe('ệ');
  expect(xmlText('a\u0000b\uD800c')).toBe('a\uFFFDb\uFFFDc');
});

test('chữ bất kỳ không bao giờ tạo thêm thẻ, thuộc tính hay chỉ thị', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const xml = xmlElement('a', { b: text, c: undefined }, xmlText(text));
      return xml.split('<').length === 3 && xml.split('"').length === 3 && !xml.includes('<!') && !xml.includes('<?');
    }),
  );
});
