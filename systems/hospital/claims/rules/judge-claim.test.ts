import { describe, expect, test } from 'vitest';
import { claimRules } from '../catalogs/claim-rules.ts';
import { type Changes, claimWith } from '../stories/claim-for-tests.ts';
import { claimChecks, judgeClaim, ruleOutcome } from './judge-claim.ts';

const fired = (changes: Changes): string[] => [...new Set(judgeClaim(claimWith(changes)).map(({ rule }) => rule))];
const one = (values: Record<string, string>): Changes => ({ XML1: [values] });
const drug = (values: Record<string, string>): Changes => ({ XML2: [values] });
const exam = (values: Record<string, string>): Changes => ({ XML3: [values] });
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

/** One broken field at least, and the rule that must say so. */
const broken: readonly (readonly [rule: string, changes: Changes])[] = [
  ['STR-02', one({ MA_BENH_CHINH: 'I10.9999' })],
  ['STR-03', one({ LY_DO_VV: '' })],
  ['STR-03', one({ MA_BENH_CHINH: '' })],
  ['STR-05', one({ T_BHTT: '400,000' })],
  ['STR-06', one({ NGAY_RA: '202609312500' })],
  ['STR-06', one({ NGAY_TAI_KHAM: '20260931' })],
  ['STR-07', one({ KET_QUA_DTRI: '9' })],
  ['STR-07', one({ MA_DOITUONG_KCB: '7.1' })],
  ['STR-10', drug({ MA_LK: 'LK-KHAC' })],
  ['STR-12', lab({ STT: '3' })],
  ['X1-ID-01', one({ HO_TEN: 'Trần 2' })],
  ['X1-ID-01', one({ HO_TEN: '' })],
  ['X1-ID-05', one({ NGAY_SINH: '19860305' })],
  ['X1-ID-06', one({ NGAY_SINH: '202609080000' })],
  ['X1-ID-07', one({ NGAY_SINH: '202608100000' })],
  ['X1-ID-09', one({ GIOI_TINH: '0' })],
  ['X1-ID-16', one({ CAN_NANG: '62.5' })],
  ['X1-ID-16', one({ CAN_NANG: '0.00' })],
  ['X1-ID-16', one({ CAN_NANG: '200.01' })],
  ['X1-ID-19', one({ MA_HSBA: '' })],
  ['CARD-01', one({ MA_DKBD: '99001;99002' })],
  ['CARD-01', one({ GT_THE_DEN: '' })],
  ['CARD-02', one({ MA_THE_BHYT: 'ZZ4999900000001' })],
  ['CARD-02', one({ MA_THE_BHYT: 'GD499990000000' })],
  ['CARD-04', one({ MA_DOITUONG_KCB: '9' })],
  ['CARD-04', one({ MA_THE_BHYT: '', MA_DKBD: '', GT_THE_TU: '', GT_THE_DEN: '' })],
  ['CARD-06', one({ GT_THE_TU: '20270101' })],
  ['CARD-07', one({ GT_THE_TU: '20260908' })],
  ['CARD-08', one({ GT_THE_DEN: '20260906' })],
  ['CARD-09', one({ GT_THE_DEN: '20260906' })],
  ['CARD-10', one({ GT_THE_TU: '19860304' })],
  ['CARD-15', one({ NGAY_MIEN_CCT: '202601' })],
  ['CARD-16', one({ MA_KHUVUC: 'K4' })],
  ['EP-01', one({ NGAY_RA: '202609070759' })],
  ['EP-02', one({ NGAY_VAO_NOI_TRU: '202609071101' })],
  ['EP-03', one({ MA_LOAI_KCB: '03' })],
  ['EP-08', one({ SO_NGAY_DTRI: '1' })],
  ['EP-09', one({ ...inpatient, SO_NGAY_DTRI: '2' })],
  ['EP-12', one({ ...inpatient, SO_NGAY_DTRI: '1' })],
  ['EP-13', one({ NGAY_RA: '202609080801' })],
  ['EP-14', one({ MA_LOAI_KCB: '05' })],
  ['EP-15', one({ MA_LOAI_KCB: '07' })],
  ['EP-18', one({ MA_DOITUONG_KCB: '3.2' })],
  ['EP-19', one({ MA_DOITUONG_KCB: '1.3', MA_NOI_DI: '99002' })],
  ['EP-20', one({ MA_DOITUONG_KCB: '1.5' })],
  ['EP-21', one({ MA_DKBD: '99002' })],
  ['EP-25', one({ MA_LOAI_RV: '2' })],
  ['EP-25', one({ MA_NOI_DEN: '99002' })],
  ['EP-27', one({ NGAY_TAI_KHAM: '20260907' })],
  ['DX-01', one({ MA_BENH_CHINH: '' })],
  ['DX-01', one({ MA_BENH_CHINH: 'I10;I11' })],
  ['DX-03', one({ MA_BENH_KT: 'I10' })],
  ['DX-03', one({ MA_BENH_KT: 'E78;E78' })],
  ['DX-05', exam({ MA_DICH_VU: '08.1896' })],
  ['DX-07', one({ MA_BENH_CHINH: 'O80' })],
  ['DX-07', one({ MA_BENH_CHINH: 'N40', GIOI_TINH: '2' })],
  ['MON-01', drug({ THANH_TIEN_BV: '400000.02' })],
  ['MON-02', drug({ TYLE_TT_BH: '50' })],
  ['MON-03', exam({ TYLE_TT_DV: '30' })],
  ['MON-04', exam({ DON_GIA_BH: '40000' })],
  ['MON-05', drug({ T_NGUONKHAC_CL: '1.00' })],
  ['MON-06', drug({ T_NGUONKHAC: '400000.01' })],
  ['MON-07', drug({ T_BNTT: '1.00' })],
  ['MON-08', drug({ T_BNCCT: '79999.00' })],
  ['MON-09', drug({ T_BHTT: '320001.00' })],
  ['MON-10', drug({ T_BHTT: '320001.00' })],
  ['MON-11', drug({ PHAM_VI: '2' })],
  ['MON-12', drug({ PHAM_VI: '3' })],
  ['MON-13', drug({ TYLE_TT_BH: '101' })],
  ['MON-13', exam({ TYLE_TT_DV: '33.3' })],
  ['MON-14', drug({ MUC_HUONG: '101' })],
  ['MON-14', drug({ MUC_HUONG: '47.55' })],
  ['MON-15', drug({ MUC_HUONG: '95' })],
  ['MON-16', one({ T_TONGCHI_BH: '379499.99' })],
  ['MON-18', one({ T_THUOC: '1.00' })],
  ['MON-19', one({ T_VTYT: '1.00' })],
  ['MON-20', one({ T_TONGCHI_BV: '500002.00' })],
  ['MON-21', one({ T_TONGCHI_BH: '500002.00' })],
  ['MON-22', one({ T_BNTT: '1.00' })],
  ['MON-23', one({ T_BNCCT: '100001.00' })],
  ['MON-24', one({ T_BHTT: '399999.50' })],
  ['MON-25', one({ T_NGUONKHAC: '1.00' })],
  ['MON-26', one({ T_BHTT_GDV: '0.00' })],
  ['MON-27', one({ T_TONGCHI_BV: '0.00' })],
  ['MON-29', drug({ SO_LUONG: '0' })],
  ['MON-29', drug({ DON_GIA: '1.0005' })],
  ['MON-30', extra({ MA_NHOM: '10', T_TRANTT: '40000.00' })],
  ['MON-32', exam({ MA_DICH_VU: '02.1896_TB' })],
  ['MON-33', extra({ MA_NHOM: '13' })],
  ['MON-38', drug({ MA_PTTT: '4' })],
  ['DR-01', drug({ MA_NHOM: '1' })],
  ['DR-05', drug({ TT_THAU: '' })],
  ['DR-06', drug({ TT_THAU: '9901;G1;2025' })],
  ['DR-09', drug({ NGAY_YL: '202609071101' })],
  ['DR-10', drug({ NGAY_TH_YL: '202609070829' })],
  ['DR-12', drug({ MA_CSKCB_THUOC: 'X.99001' })],
  ['DR-14', drug({ VET_THUONG_TP: '2' })],
  ['SV-01', exam({ MA_DICH_VU: '' })],
  ['SV-02', exam({ MA_NHOM: '4' })],
  ['SV-05', extra({ MA_NHOM: '10', MA_VAT_TU: 'N01' })],
  ['SV-06', extra({ MA_NHOM: '10', TT_THAU: 'x' })],
  ['SV-10', lab({ NGUOI_THUC_HIEN: '' })],
  ['SV-11', exam({ MA_BAC_SI: '' })],
  ['SV-12', lab({ MA_MAY: '' })],
  ['SV-12', lab({ MA_MAY: 'HH.4.X' })],
  ['SV-13', extra({ MA_NHOM: '8' })],
  ['SV-13', exam({ MA_DICH_VU: '02.1896_GT', PP_VO_CAM: '1' })],
  ['SV-15', exam({ NGAY_YL: '202609070759' })],
  ['SV-16', lab({ NGAY_TH_YL: '202609070809' })],
  ['SV-17', lab({ NGAY_KQ: '202609070819' })],
  ['SV-17', lab({ NGAY_KQ: '202611070840' })],
  ['SV-32', exam({ PHAM_VI: '4' })],
  ['BED-01', extra({ ...bed, MA_GIUONG: 'G01' })],
  ['BED-02', extra(bed)],
  ['BED-03', extra({ ...bed, SO_LUONG: '2' })],
  ['BED-04', { XML3: [{}, {}, bed, bed] }],
  ['BED-05', extra(bed, { ...inpatient, MA_LOAI_KCB: '09' })],
  ['BED-05', extra(bed, inpatient)],
  ['BED-06', { XML1: [{ ...inpatient, NGAY_RA: '202609071400' }], XML3: [{}, {}, bed, bed] }],
  ['BED-07', { XML1: [{ ...inpatient, NGAY_RA: '202609081000' }], XML3: [{}, {}, bed, bed] }],
  ['EX-01', extra({ MA_NHOM: '13' }, inpatient)],
  ['LAB-01', { XML4: [undefined] }],
  ['LAB-02', { XML4: [{ MA_DICH_VU: '99.0001' }] }],
  ['LAB-03', { XML4: [{ NGAY_KQ: '' }] }],
  ['LAB-04', lab({ MA_NHOM: '2' })],
  ['NOTE-01', note({ NGUOI_THUC_HIEN: '' })],
  ['NOTE-02', note({ THOI_DIEM_DBLS: '202609071101' })],
  ['CT7-01', one(inpatient)],
  ['CT7-02', { XML7: [{ NGAY_RA: '202609071000' }] }],
  ['STR-09', one({ MA_BENH_KT: 'E78.5;' })],
  ['X1-ID-02', one({ SO_CCCD: '09908699' })],
  ['X1-ID-08', one({ NGAY_SINH: '190503050000' })],
  ['X1-ID-11', one({ MA_QUOCTICH: '101' })],
  ['X1-ID-12', one({ MA_NGHE_NGHIEP: '000' })],
  ['X1-ID-15', one({ DIEN_THOAI: '123' })],
  ['CARD-14', one({ NGAY_MIEN_CCT: '20260901', NAM_NAM_LIEN_TUC: '20260902' })],
  ['EP-11', one({ MA_LOAI_KCB: '08', SO_NGAY_DTRI: '2' })],
  ['EP-22', one({ MA_DOITUONG_KCB: '1.7' })],
  ['EP-23', one({ MA_DOITUONG_KCB: '3.6' })],
  ['EP-26', one({ KET_QUA_DTRI: '5', MA_LOAI_RV: '4' })],
  ['EP-26', one({ KET_QUA_DTRI: '6', MA_LOAI_RV: '1' })],
  ['DX-10', one({ CHAN_DOAN_RV: 'Theo dõi viêm ruột thừa' })],
  ['DX-11', { XML7: [{ CHAN_DOAN_RV: 'Viêm phổi' }] }],
  ['MON-17', drug({ MUC_HUONG: '100' })],
  ['MON-28', one({ T_TONGCHI_BH: '500000.01' })],
  ['MON-35', extra({ ...bed, TYLE_TT_DV: '66' })],
  ['DR-13', drug({ NGUON_CTRA: '2' })],
  [
    'DR-15',
    { XML2: [{}, { MA_THUOC: '40.491', NGAY_YL: '202609070830', SO_LUONG: '20', MA_BAC_SI: '990001/THU-GPHN' }] },
  ],
  ['DR-16', drug({ MA_DICH_VU: '99.0001' })],
  ['SV-14', extra({ MA_NHOM: '8', SO_LUONG: '2' })],
  ['SV-22', { XML3: [{}, {}, { MA_DICH_VU: '02.1896', NGAY_YL: '202609070810' }] }],
  ['SV-28', extra({ GOI_VTYT: 'G0' })],
  ['SV-33', extra({ TAI_SU_DUNG: '0' })],
  ['EX-02', exam({ MA_NHOM: '19' })],
  ['EX-03', exam({ SO_LUONG: '2' })],
  ['LAB-06', { XML4: [{ NGAY_KQ: '202609070809' }] }],
  ['NOTE-05', extra({ MA_NHOM: '8' })],
  ['CT7-05', { XML7: [{ MA_YTE: 'KHAC' }] }],
  ['CT7-07', { XML7: [{ NGAY_CT: '20260906' }] }],
  ['CT8-01', { XML8: [{}] }],
  ['CT13-01', one({ MA_LOAI_RV: '2', MA_NOI_DEN: '99002' })],
  ['CT8-03', { XML8: [{ KET_QUA_DTRI: '1' }] }],
];

describe('mỗi quy tắc nhận ra chỗ sai của mình', () => {
  test.each(broken)('%s %j', (rule, changes) => {
    expect(fired(changes)).toContain(rule);
  });

  test('mọi quy tắc trong danh mục đều có phép kiểm và có ca sai; mọi phép kiểm đều có trong danh mục', () => {
    const readWithTheFile = /^(?:ENV-|STR-01$|STR-11$)/;
    const listed = claimRules.map(({ id }) => id).filter((id) => !readWithTheFile.test(id));
    expect(Object.keys(claimChecks).toSorted()).toEqual(listed.toSorted());
    expect(listed.filter((id) => !broken.some(([rule]) => rule === id))).toEqual([]);
  });
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
    ['mẫu gửi nơi khác làm không cần mã máy', 'SV-12', lab({ MA_DICH_VU: '22.0121.1369.K.99002', MA_MAY: '' })],
  ])('%s (%s)', (_, rule, changes) => {
    expect(fired(changes)).not.toContain(rule);
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
