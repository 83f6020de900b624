import { isFhirError } from '@lienmach/outcome';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readXml } from './read-xml.ts';
import { writeXml } from './write-xml.ts';

const patient = (inside: string) => `<Patient xmlns="http://hl7.org/fhir">${inside}</Patient>`;
const div = (inside: string) =>
  patient(`<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">${inside}</div></text>`);

describe('đọc XML', () => {
  test('khai báo XML, chú thích, không gian tên có tiền tố, nơi để lược đồ', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<!-- thử -->\r\n<f:Patient xmlns:f="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://hl7.org/fhir x.xsd"><f:text><f:status value="generated"/><h:div xmlns:h="http://www.w3.org/1999/xhtml" title='a"b'>An &lt; <h:b>B</h:b><h:br/></h:div></f:text><f:active value="true"/></f:Patient>`;
    expect(readXml(text)).toEqual({
      resourceType: 'Patient',
      text: {
        status: 'generated',
        div: '<div xmlns="http://www.w3.org/1999/xhtml" title="a&quot;b">An &lt; <b>B</b><br/></div>',
      },
      active: true,
    });
  });

  test('thứ tự khác cũng đọc được, ghi ra thì đúng thứ tự của chuẩn', () => {
    const read = readXml(patient('<gender value="male"/><active value="false"/><id value="a"/>'));
    expect(writeXml(read)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Patient xmlns="http://hl7.org/fhir"><id value="a"/><active value="false"/><gender value="male"/></Patient>',
    );
  });

  test('trình bày viết bằng tên của HTML thành XML đúng', () => {
    const text = { status: 'generated', div: '<div><p>A&nbsp;&amp;&hellip;&xyz;</p></div>' };
    expect(writeXml({ resourceType: 'Basic', text })).toContain(
      '<div xmlns="http://www.w3.org/1999/xhtml"><p>A&#160;&amp;&#8230;&amp;xyz;</p></div>',
    );
  });

  test.each([
    ['DOCTYPE', `<!DOCTYPE Patient [<!ENTITY a "b">]>${patient('')}`, 'xml.doctype'],
    ['thực thể từ tệp ngoài', `<!doctype x SYSTEM "file:///etc/passwd">${patient('')}`, 'xml.doctype'],
    ['thực thể lạ', patient('<language value="&lol;"/>'), 'xml.notWellFormed'],
    ['bảng mã khác', `<?xml version="1.0" encoding="UTF-16"?>${patient('')}`, 'xml.encoding'],
    ['không phải XML', 'xin chào', 'xml.notWellFormed'],
    ['trống', '', 'xml.notWellFormed'],
    ['thẻ chưa đóng', '<Patient xmlns="http://hl7.org/fhir"><active value="true"/>', 'xml.notWellFormed'],
    ['thẻ đóng sai', patient('<name><family value="A"/></namee>'), 'xml.notWellFormed'],
    ['hai gốc', patient('') + patient(''), 'xml.notWellFormed'],
    ['ký tự cấm', patient('<language value="&#0;"/>'), 'xml.notWellFormed'],
    ['thiếu không gian tên', '<Patient><active value="true"/></Patient>', 'xml.notFhir'],
    ['không phải hồ sơ', '<HumanName xmlns="http://hl7.org/fhir"/>', 'xml.notFhir'],
    ['thành phần lạ', patient('<cao value="1"/>'), 'xml.unknownElement'],
    ['thành phần của không gian tên khác', patient('<x:active xmlns:x="urn:x" value="true"/>'), 'xml.unknownElement'],
    ['thuộc tính viết thành thành phần', patient('<name><id value="a"/></name>'), 'xml.unknownElement'],
    ['thuộc tính lạ', patient('<active value="true" cao="1"/>'), 'xml.unknownAttribute'],
    ['giá trị ở chỗ không có giá trị', patient('<name value="An"/>'), 'xml.unknownAttribute'],
    ['thuộc tính lạ ở gốc', '<Patient xmlns="http://hl7.org/fhir" id="a"/>', 'xml.unknownAttribute'],
    ['lặp lại', patient('<active value="true"/><active value="true"/>'), 'xml.repeated'],
    ['hai hồ sơ trong một chỗ', patient('<contained><Basic/><Basic/></contained>'), 'xml.repeated'],
    ['thành phần rỗng', patient('<name/>'), 'xml.empty'],
    ['chỗ cho hồ sơ mà trống', patient('<contained/>'), 'xml.empty'],
    ['chữ ở giữa', patient('An'), 'xml.unexpectedText'],
    ['chữ trong CDATA', patient('<name><![CDATA[x]]></name>'), 'xml.unexpectedText'],
    ['FHIR trong phần trình bày', div('<f:active xmlns:f="http://hl7.org/fhir" value="true"/>'), 'xml.unknownElement'],
    ['lồng quá sâu', patient('<extension url="a">'.repeat(70) + '</extension>'.repeat(70)), 'xml.tooDeep'],
    ['trình bày lồng quá sâu', div('<b>'.repeat(70) + '</b>'.repeat(70)), 'xml.tooDeep'],
    [
      'quá nhiều thuộc tính',
      patient(`<active ${Array.from({ length: 60 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
      'xml.tooMany',
    ],
  ])('từ chối: %s', (_name, text, code) => {
    expect(() => readXml(text)).toThrow(expect.objectContaining({ code }));
  });

  test('giá trị không đúng kiểu giữ nguyên là chữ, để bước kiểm tra hồ sơ từ chối', () => {
    const { multipleBirthInteger, active } = readXml(
      patient('<active value="TRUE"/><multipleBirthInteger value="07"/>'),
    );
    expect([multipleBirthInteger, active]).toEqual(['07', 'TRUE']);
  });

  test('chữ bất kỳ: hoặc đọc được, hoặc là lời từ chối', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'Patient',
      ' xmlns="http://hl7.org/fhir"',
      '<name>',
      '&',
      '"',
      '<!--',
      '<![CDATA[',
      '\0',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        try {
          expect(readXml(parts.join('')).resourceType).toBe('Patient');
        } catch (thrown) {
          expect(isFhirError(thrown)).toBe(true);
        }
      }),
    );
  });
});
