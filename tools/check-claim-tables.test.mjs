import { describe, expect, test } from 'vitest';
import { checkClaimFile } from './check-claim-tables.mjs';

const field = (name, more = {}) => ({ name, type: 'string', maxLength: 5, ...more });
const tables = [
  {
    code: 'XML0',
    xml: { root: 'CHI_TIEU_TRANG_THAI_KCB', list: 'DSACH', row: 'DONG' },
    fields: [field('MA_LK'), field('NGAY_VAO', { type: 'datetime(yyyyMMddHHmm)', maxLength: 12 })],
  },
  {
    code: 'XML1',
    xml: { root: 'TONG_HOP', list: null, row: 'TONG_HOP' },
    fields: [
      field('MA_LK'),
      field('NGAY_SINH', { type: 'datetime(yyyyMMddHHmm)', maxLength: 12 }),
      field('NGAY_RA', { type: 'datetime(yyyyMMddHHmm)', maxLength: 12 }),
      field('T_BHTT', { type: 'number(2 decimals)', maxLength: 15 }),
      field('MA_CSKCB', { format: '^\\w{5}$' }),
      field('MUC', { type: 'number', maxLength: 3, amendments: [{ effectiveFrom: '2026-07-01', maxLength: 4 }] }),
    ],
  },
];
const sound = {
  MA_LK: 'A&B',
  NGAY_SINH: '198600000000',
  NGAY_RA: '202607011000',
  T_BHTT: '1.50',
  MA_CSKCB: '99001',
  MUC: '47.5',
};
const element = (name, content) => `<${name}>${content}</${name}>`;
const escaped = (text) => text.replaceAll('&', '&amp;');
const inner = (values) =>
  element(
    'TONG_HOP',
    Object.entries(values)
      .map(([name, text]) => element(name, escaped(text)))
      .join(''),
  );
const envelope = (content, code = 'XML1') =>
  `<?xml version="1.0"?>${element(
    'GIAMDINHHS',
    element(
      'THONGTINHOSO',
      element(
        'DANHSACHHOSO',
        element(
          'HOSO',
          element(
            'FILEHOSO',
            element('LOAIHOSO', code) + element('NOIDUNGFILE', Buffer.from(content).toString('base64')),
          ),
        ),
      ),
    ),
  )}`;
const faultsOf = (content, code) => checkClaimFile(envelope(content, code), tables).faults;

describe('tệp hồ sơ đối chiếu với bảng chuẩn', () => {
  test('đúng chuẩn: không lỗi, đếm đủ', () => {
    expect(checkClaimFile(envelope(inner(sound)), tables)).toEqual({ tables: ['XML1'], rows: 1, faults: [] });
  });

  test.each([
    ['thiếu thẻ', { MA_CSKCB: undefined }, 'fields or their order differ'],
    ['giá trị dài quá', { MA_LK: '123456' }, 'MA_LK: longer than 5'],
    ['số không đúng hai chữ số thập phân', { T_BHTT: '1.5' }, 'T_BHTT: is no number(2 decimals)'],
    ['ngày không có thật', { NGAY_RA: '202608320000' }, 'NGAY_RA: is no datetime'],
    ['sai mẫu', { MA_CSKCB: '9900!' }, 'MA_CSKCB: is not'],
    ['độ dài trước ngày sửa đổi', { NGAY_RA: '202606301000' }, 'MUC: longer than 3'],
  ])('%s: nêu tên trường', (_, change, words) => {
    const values = Object.fromEntries(Object.entries({ ...sound, ...change }).filter(([, text]) => text !== undefined));
    const faults = faultsOf(inner(values));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });

  test('đảo thứ tự, sai gốc, bảng lạ, tệp hỏng', () => {
    const turned = Object.fromEntries(Object.entries(sound).reverse());
    expect(faultsOf(inner(turned))[0]).toContain('fields or their order differ');
    expect(faultsOf('<KHAC></KHAC>')[0]).toContain('root is KHAC');
    expect(faultsOf(inner(sound), 'XML99')).toEqual(['XML99: no such table']);
    expect(checkClaimFile('<a><b></a>', tables).faults[0]).toContain('unreadable');
    expect(checkClaimFile('<KHAC></KHAC>', tables).faults).toEqual(['root is KHAC, 0 claims']);
  });

  test('check-in là tài liệu riêng, có chỗ cho chữ ký', () => {
    const row = element('DONG', element('MA_LK', 'A') + element('NGAY_VAO', '202609070800'));
    const text = element('CHI_TIEU_TRANG_THAI_KCB', element('DSACH', row) + element('CHUKYDONVI', ''));
    expect(checkClaimFile(text, tables)).toEqual({ tables: ['XML0'], rows: 1, faults: [] });
  });
});
