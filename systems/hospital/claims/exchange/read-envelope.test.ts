import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeClaim } from '../rules/judge-claim.ts';
import { claimWith } from '../stories/claim-for-tests.ts';
import { parseXml } from './parse-xml.ts';
import { readEnvelope } from './read-envelope.ts';
import { writeEnvelope } from './write-envelope.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const written = writeEnvelope({ facility: '99001', made: '20261121', claims: [claimWith()] });
const rulesOf = (text: string | Uint8Array): string[] => [
  ...new Set(readEnvelope(typeof text === 'string' ? bytes(text) : text).faults.map(({ rule }) => rule)),
];
const file = (type: string, content: string): string =>
  `<FILEHOSO><LOAIHOSO>${type}</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO>`;
const withFile = (extra: string): string => written.replace('</HOSO>', `${extra}</HOSO>`);
const inner = (table: string): string => {
  const match = new RegExp(`<LOAIHOSO>${table}</LOAIHOSO><NOIDUNGFILE>([^<]+)`).exec(written);
  return Buffer.from(match?.[1] ?? '', 'base64').toString('utf8');
};
const withInner = (table: string, text: string): string => written.replace(base64(inner(table)), base64(text));

describe('phong bì viết ra đọc lại được nguyên vẹn', () => {
  test('các bảng, mã cơ sở, ngày lập', () => {
    const read = readEnvelope(bytes(written));
    expect(read).toMatchObject({ facility: '99001', made: '20261121', faults: [] });
    expect(read.claims).toEqual([claimWith()]);
  });

  test('mọi chữ, kể cả dấu tiếng Việt và ký hiệu XML', () => {
    const words = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text) => text.normalize('NFC').replace(/\p{C}/gu, '').trim());
    fc.assert(
      fc.property(words, (text) => {
        const claim = claimWith({ XML1: [{ LY_DO_VV: `Đau <ngực> & "khó thở" ${text}`.trim() }] });
        const envelope = writeEnvelope({ facility: '99001', made: '20261121', claims: [claim] });
        expect(readEnvelope(bytes(envelope)).claims).toEqual([claim]);
      }),
      { numRuns: 50 },
    );
  });

  test('có BOM, CDATA, chú thích, thuộc tính, tệp đặt ngoài HOSO, bảng bắt đầu từ danh sách', () => {
    const list = inner('XML2').replace(/<\/?CHITIEU_CHITIET_THUOC>/g, '');
    const odd = `\uFEFF${withInner('XML2', list)}`
      .replace('<MACSKCB>99001', '<MACSKCB a="1"><!-- mã --><![CDATA[99001]]>')
      .replace('<HOSO>', '')
      .replace('</HOSO>', '');
    const read = readEnvelope(bytes(odd));
    expect(read.faults).toEqual([]);
    expect(read.claims).toEqual([claimWith()]);
  });
});

describe('phong bì hỏng là kết quả kiểm tra, không phải sự cố', () => {
  const cut = written.slice(0, written.length / 2);
  test.each<[string, string | Uint8Array, string]>([
    ['trống', '', 'ENV-01'],
    ['bị cắt giữa chừng', cut, 'ENV-01'],
    ['không phải UTF-8', new Uint8Array([0x3c, 0xff, 0xfe, 0x3e]), 'ENV-01'],
    ['khai mã hóa khác', written.replace('utf-8', 'utf-16'), 'ENV-01'],
    ['có DOCTYPE', written.replace('<GIAMDINHHS', '<!DOCTYPE x [<!ENTITY a "b">]><GIAMDINHHS'), 'ENV-01'],
    ['thực thể lạ', written.replace('99001<', '&xxe;<'), 'ENV-01'],
    ['thẻ gốc khác', '<HOSO></HOSO>', 'ENV-01'],
    ['lồng quá sâu', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, 'ENV-01'],
    ['mã cơ sở 4 ký tự', written.replace('<MACSKCB>99001', '<MACSKCB>9900'), 'ENV-02'],
    ['đếm sai số hồ sơ', written.replace('<SOLUONGHOSO>1', '<SOLUONGHOSO>2'), 'ENV-04'],
    ['bảng lặp', withFile(file('XML2', base64(inner('XML2')))), 'ENV-06'],
    ['bảng lạ', withFile(file('XML99', base64('<a/>'))), 'ENV-06'],
    ['hai XML1', withFile(file('XML1', base64(inner('XML1')))), 'ENV-07'],
    ['base64 hỏng', withFile(file('XML5', '###')), 'ENV-08'],
    ['XML trong bị cắt', withInner('XML3', inner('XML3').slice(0, 500)), 'ENV-08'],
    ['DOCTYPE ở XML trong', withInner('XML3', `<!DOCTYPE a>${inner('XML3')}`), 'ENV-08'],
    ['sai thẻ gốc của bảng', withInner('XML3', inner('XML2')), 'ENV-08'],
    ['có XML12', withFile(file('XML12', base64('<a/>'))), 'ENV-10'],
    ['thiếu thẻ', withInner('XML1', inner('XML1').replace('<MA_KHUVUC></MA_KHUVUC>', '')), 'STR-01'],
    ['thừa thẻ', withInner('XML1', inner('XML1').replace('<MA_KHUVUC>', '<LA></LA><MA_KHUVUC>')), 'STR-01'],
    [
      'sai thứ tự thẻ',
      withInner('XML1', inner('XML1').replace('<STT>1</STT>', '').replace('</TONG_HOP>', '<STT>1</STT></TONG_HOP>')),
      'STR-01',
    ],
  ])('%s', (_, text, rule) => {
    expect(rulesOf(text)).toContain(rule);
  });

  test('byte bất kỳ: không bao giờ ném lỗi', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
        expect(rulesOf(random)).toEqual(['ENV-01']);
      }),
    );
  });

  test('một ký tự bất kỳ bị xóa hay thay: vẫn có câu trả lời', () => {
    const position = fc.integer({ min: 0, max: written.length - 1 });
    fc.assert(
      fc.property(position, fc.constantFrom('', '<', '&', '>', '"', 'x'), (at, other) => {
        const read = readEnvelope(bytes(written.slice(0, at) + other + written.slice(at + 1)));
        for (const claim of read.claims) judgeClaim(claim);
        expect(Array.isArray(read.faults)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('quá 5.000 hồ sơ: từ chối, nói rõ phải chia; đúng 5.000 thì đọc', () => {
    const many = (count: number) =>
      bytes(written.replace(/<HOSO>[\s\S]*<\/HOSO>/, '<HOSO/>'.repeat(count)).replace('HOSO>1<', `HOSO>${count}<`));
    expect(readEnvelope(many(5000)).claims).toHaveLength(5000);
    expect(() => readEnvelope(many(5001))).toThrow(expect.objectContaining({ code: 'claims.tooManyClaims' }));
  });

  test('một dòng hàng chục nghìn thẻ lặp, chữ ký hơn trăm nghìn thuộc tính: vẫn có câu trả lời', () => {
    const repeats = '<LA/>'.repeat(20_000) + '<STT/>'.repeat(20_000);
    const { faults } = readEnvelope(
      bytes(withInner('XML1', inner('XML1').replace('</TONG_HOP>', `${repeats}</TONG_HOP>`))),
    );
    expect(faults).toMatchObject([{ rule: 'STR-01', detail: 'thừa LA, thừa LA, thừa LA, thừa LA, thừa LA' }]);
    const attributes = Array.from({ length: 130_000 }, (_, at) => `a${at}=""`).join(' ');
    const signed = written.replace('<CHUKYDONVI>', `<CHUKYDONVI><b ${attributes}/>`);
    expect(() => readEnvelope(bytes(signed), { isSending: true, today: '20261121' })).not.toThrow();
  });

  test('tên thẻ độc hại và chữ rất dài không làm hỏng gì', () => {
    const evil = withInner('XML1', inner('XML1').replace('</TONG_HOP>', '<__proto__>x</__proto__></TONG_HOP>'));
    expect(rulesOf(evil)).toContain('STR-01');
    const long = 'a'.repeat(2_000_000);
    expect(parseXml(bytes(`<a>${long}</a>`))).toMatchObject({ name: 'a' });
    expect(parseXml(bytes(`<a ${'x="1" '.repeat(100_000)}!>`))).toBe('not-well-formed');
    expect(parseXml(bytes(`<a>${'&'.repeat(100_000)}</a>`))).toBe('not-well-formed');
  });
});
