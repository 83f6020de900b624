import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNarrativeProblem } from './narrative.ts';

const div = (inside: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>`;

describe('văn bản trình bày được nhận', () => {
  test.each([
    'Chẩn đoán: viêm họng cấp &amp; sốt',
    '<p class="a" style="color: red">Đơn<br/>thuốc</p><!-- ghi chú -->',
    '<table border="1"><tbody><tr><td colspan="2">A</td></tr></tbody></table>',
    '<a href="https://example.org/x">x</a> <a href="#muc">y</a> <a href="tel:0000000001">z</a>',
    '<img src="data:image/png;base64,aGk=" alt="ảnh"/>',
    '&#7879;&#x1EC7;&nbsp;',
    '',
  ])('%s', (inside) => {
    expect(findNarrativeProblem(div(inside))).toBeUndefined();
  });
});

describe('văn bản trình bày bị từ chối', () => {
  test.each([
    ['không có thẻ div', '<p>a</p>'],
    ['chữ ngoài thẻ div', `${div('a')} b`],
    ['hai thẻ gốc', `${div('a')}${div('b')}`],
    ['thẻ không đóng', '<div xmlns="http://www.w3.org/1999/xhtml"><p>a</div>'],
    ['kịch bản', div('<script>alert(1)</script>')],
    ['thẻ viết hoa', div('<SCRIPT>1</SCRIPT>')],
    ['khung', div('<iframe src="x"></iframe>')],
    ['biểu mẫu', div('<form><input/></form>')],
    ['sự kiện', div('<b onclick="x()">a</b>')],
    ['sự kiện không có dấu nháy', div('<b onclick=x>a</b>')],
    ['liên kết chạy mã', div('<a href="javascript:alert(1)">a</a>')],
    ['liên kết chạy mã viết lệch', div('<a href=" JaVa&#x0A;Script:alert(1)">a</a>')],
    ['liên kết chạy mã bằng tên ký tự', div('<a href="javascript&colon;alert(1)">a</a>')],
    ['liên kết chạy mã có ký tự ẩn', div('<a href="java&Tab;script&colon;alert(1)">a</a>')],
    ['ảnh từ nơi khác', div('<img src="https://x.example/a.png"/>')],
    ['ảnh từ nơi khác không ghi giao thức', div('<img src="//x.example/a.png"/>')],
    ['nền từ nơi khác', div('<p style="background: url(https://x.example)">a</p>')],
    ['nền viết bằng mã', div('<p style="background: &#117;rl(https://x.example)">a</p>')],
    ['tập tin XML lạ', '<div xmlns="urn:x">a</div>'],
    ['CDATA', div('<![CDATA[<script>]]>')],
    ['chỉ thị XML', div('<?xml version="1.0"?>')],
    ['dấu và không thoát', div('a & b')],
    ['dấu nhỏ hơn', div('a < b')],
  ])('%s', (_, text) => {
    expect(findNarrativeProblem(text)).toBeDefined();
  });

  test('văn bản bất kỳ không gây ngoại lệ và không bao giờ chạy lâu', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => findNarrativeProblem(div(text)) !== null));
    const started = performance.now();
    for (const piece of ['<b ', '&', '<!--', '<b a="', '<div>', ' =', '"'])
      findNarrativeProblem(div(piece.repeat(100_000)));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
