import { describe, expect, test } from 'vitest';
import { type Changes, claimWith } from '../stories/claim-for-tests.ts';
import { judgeClaim, ruleOutcome } from './judge-claim.ts';

const fired = (changes: Changes): string[] => [...new Set(judgeClaim(claimWith(changes)).map(({ rule }) => rule))];
const one = (values: Record<string, string>): Changes => ({ XML1: [values] });
const drug = (values: Record<string, string>): Changes => ({ XML2: [values] });
const lab = (values: Record<string, string>): Changes => ({ XML3: [{}, values] });
const extra = (values: Record<string, string>, summary: Record<string, string> = {}): Changes => ({
  XML1: [summary],
  XML3: [{}, {}, values],
});
const note = (values: Record<string, string>): Changes => ({ XML5: [values] });
const inpatient = { MA_LOAI_KCB: '03', NGAY_VAO_NOI_TRU: '202609070900', LY_DO_VNT: 'Theo dõi' };
const bed = { MA_NHOM: '15', MA_GIUONG: 'H001', MA_DICH_VU: 'K01.1926' };

test('hồ sơ đúng không phạm quy tắc nào', () => {
  expect(fired({})).toEqual([]);
});

describe('ở đúng ranh giới thì không báo', () => {
  test.each<[string, string, Changes]>([
    ['lệch một xu vẫn chấp nhận', 'MON-01', drug({ THANH_TIEN_BV: '400000.01' })],
    ['bằng ngưỡng thì phải cùng chi trả', 'MON-16', one({ T_TONGCHI_BH: '379500.00' })],
    ['trẻ 29 ngày không cần giờ sinh', 'X1-ID-07', one({ NGAY_SINH: '202608090000' })],
    ['chỉ biết năm sinh', 'X1-ID-06', one({ NGAY_SINH: '202600000000' })],
    ['kết quả muộn 60 ngày', 'SV-17', lab({ NGAY_KQ: '202611060840' })],
    ['nằm đúng 4 giờ là nội trú thường', 'EP-12', one({ ...inpatient, NGAY_RA: '202609071300' })],
    ['trẻ trai mới đẻ mã Z38', 'DX-07', one({ MA_BENH_CHINH: 'Z38.0' })],
    ['mức hưởng 47,5 từ 01/07/2026', 'MON-14', drug({ MUC_HUONG: '47.5' })],
    ['thẻ quân đội không có ngày hết hạn', 'CARD-01', one({ MA_THE_BHYT: 'QN5999900000001', GT_THE_DEN: '' })],
    ['thuốc tự bào chế', 'DR-06', drug({ TT_THAU: 'B;2025' })],
    ['nằm đúng 4 giờ được tính giường', 'BED-05', extra(bed, { ...inpatient, NGAY_RA: '202609071300' })],
    ['thẻ quân đội thứ hai không có ngày hết hạn', 'STR-09', one({ GT_THE_DEN: '20261231;' })],
    ['hộ chiếu', 'X1-ID-02', one({ SO_CCCD: 'B12345678' })],
    ['đúng 120 tuổi', 'X1-ID-08', one({ NGAY_SINH: '190609070000' })],
    ['người nước ngoài ghi 55', 'X1-ID-11', one({ MA_QUOCTICH: '101', MA_DANTOC: '55' })],
    ['số điện thoại 10 chữ số', 'X1-ID-15', one({ DIEN_THOAI: '0000000001' })],
    ['miễn đúng ngày đủ 5 năm', 'CARD-14', one({ NGAY_MIEN_CCT: '202609010800', NAM_NAM_LIEN_TUC: '20260901' })],
    ['một ngày có dịch vụ', 'EP-11', one({ MA_LOAI_KCB: '08', SO_NGAY_DTRI: '1' })],
    ['trẻ đúng 28 ngày', 'EP-22', one({ MA_DOITUONG_KCB: '1.7', NGAY_SINH: '202608100500' })],
    ['vùng K2', 'EP-23', one({ MA_DOITUONG_KCB: '3.6', MA_KHUVUC: 'K2' })],
    ['chết tại viện, ra viện thường', 'EP-26', one({ KET_QUA_DTRI: '5', MA_LOAI_RV: '1' })],
    ['chữ “nghiêm” không phải nghi ngờ', 'DX-10', one({ CHAN_DOAN_RV: 'Sốc nghiêm trọng' })],
    ['quỹ trả cao hơn thẻ nhưng không phải 100', 'MON-17', drug({ MUC_HUONG: '95' })],
    ['giường nằm ghép ba', 'MON-35', extra({ ...bed, TYLE_TT_DV: '33' })],
    ['thuốc cho dịch vụ có trong hồ sơ', 'DR-16', drug({ MA_DICH_VU: '02.1896' })],
    ['phẫu thuật một lần', 'SV-14', extra({ MA_NHOM: '8' })],
    ['cùng dịch vụ, giờ khác', 'SV-22', extra({ MA_DICH_VU: '02.1896', NGAY_YL: '202609070811' })],
    ['gói vật tư G12', 'SV-28', extra({ GOI_VTYT: 'G12' })],
    ['kết quả đúng phút chỉ định', 'LAB-06', { XML4: [{ NGAY_KQ: '202609070810' }] }],
    ['diễn biến có tả phẫu thuật', 'NOTE-05', { ...extra({ MA_NHOM: '8' }), ...note({ PHAU_THUAT: 'Nội soi' }) }],
    ['giấy ra viện đúng ngày ra', 'CT7-07', { XML7: [{ NGAY_CT: '20260907' }] }],
    ['một máy nhiều số sê-ri', 'SV-12', lab({ MA_MAY: 'HH.1.AA01;AA02' })],
    ['chỉ biết năm sinh thì không phải ngày sai', 'STR-06', one({ NGAY_SINH: '199000000000' })],
    ['quốc tịch có trong danh mục', 'STR-07', one({ MA_QUOCTICH: '295' })],
    ['mẫu gửi nơi khác làm không cần mã máy', 'SV-12', lab({ MA_DICH_VU: '22.0121.1369.K.99002', MA_MAY: '' })],
  ])('%s (%s)', (_, rule, changes) => {
    expect(fired(changes)).not.toContain(rule);
  });

  test('ngày sinh không có thật, quốc tịch không có trong danh mục thì báo', () => {
    for (const day of ['199002310000', '199013010000', '199003052575'])
      expect(fired(one({ NGAY_SINH: day }))).toContain('STR-06');
    expect(fired(one({ MA_QUOCTICH: '999' }))).toContain('STR-07');
  });

  test('mã đối tượng cũ còn nhận đến hết 31/12/2025', () => {
    const visitOf = (day: string) => one({ MA_DOITUONG_KCB: '7.1', NGAY_VAO: `${day}0800`, NGAY_RA: `${day}1100` });
    expect(fired(visitOf('20251231'))).not.toContain('STR-07');
    expect(fired(visitOf('20260101'))).toContain('STR-07');
  });

  test('mức hưởng lẻ trước 01/07/2026 thì sai', () => {
    const june = { NGAY_VAO: '202606070800', NGAY_RA: '202606071100' };
    expect(fired({ ...one(june), ...drug({ MUC_HUONG: '47.5' }) })).toContain('MON-14');
  });
});

test('báo cáo gộp theo quy tắc, lỗi trước cảnh báo sau; không có gì thì nói không có gì', () => {
  const outcome = ruleOutcome(judgeClaim(claimWith(one({ MA_BENH_CHINH: 'O80', HO_TEN: '' }))));
  const severities = outcome.issue.map(({ severity }) => severity);
  expect(severities).toEqual(severities.toSorted());
  expect(outcome.issue[0]).toMatchObject({ severity: 'error', expression: [expect.stringContaining('XML1')] });
  expect(ruleOutcome([]).issue).toEqual([expect.objectContaining({ severity: 'information' })]);
});
