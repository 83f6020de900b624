import type { RuleCase, Scene } from './rule-case.ts';

const drug = (says: Record<string, string>, name?: string): Scene => ({
  'context/lists/drugs': { '40.491': [{ ...(name === undefined ? {} : { name }), says }] },
});
const service = (says: Record<string, string>, name?: string): Scene => ({
  'context/lists/services': { '02.1896': [{}], '22.0121.1369': [{ ...(name === undefined ? {} : { name }), says }] },
});
const person = (says: Record<string, string>): Scene => ({
  'context/lists/practitioners': { '990001/THU-GPHN': [{ says }], '990002/THU-GPHN': [{ says }] },
});
const second: Scene = {
  'XML2/1': { MA_THUOC: '40.558', MA_NHOM: '4', NGAY_YL: '202609070900', SO_LUONG: '20', MA_BAC_SI: '990001/THU-GPHN' },
};
const supply: Scene = {
  'XML3/2': { MA_NHOM: '10', MA_VAT_TU: 'N01', TEN_VAT_TU: 'Kim thử', TT_THAU: '1;G1;N1;2025', MA_DICH_VU: '02.1896' },
};
const transport: Scene = {
  'XML1/0/MA_LOAI_RV': '2',
  'XML1/0/MA_NOI_DEN': '99002',
  'XML3/2': { MA_NHOM: '12', MA_DICH_VU: 'VC.99002', MA_XANG_DAU: 'D1S5V1' },
};
/** the same doctor, device and bed with another patient */
const elsewhere = (row: Record<string, string>): Scene => ({
  'others/0/XML1/0': { MA_LK: 'LK-KHAC-1', MA_BN: '26-000009', MA_CSKCB: '99001' },
  'others/0/XML3/0': { MA_DICH_VU: '18.0119.0012', ...row },
});
const image = { MA_NHOM: '2', NGAY_TH_YL: '202609070830', NGAY_KQ: '202609070835' };
const mine: Scene = { 'XML3/1/MA_NHOM': '2' };
const supplied: Scene = {
  'others/0/XML1/0': {
    MA_LK: 'LK-KHAC-1',
    MA_BN: '26-000001',
    MA_CSKCB: '99001',
    MA_LOAI_KCB: '05',
    SO_NGAY_DTRI: '28',
  },
  'others/0/XML2/0': { MA_THUOC: '40.491', NGAY_YL: '202608100830' },
};

/** Drugs and services, line by line. */
export const lineCases: readonly RuleCase[] = [
  ['DR-01', 'XML2/0/MA_NHOM', '1', '6'],
  ['DR-02', 'XML2/0/MA_THUOC', '40.999', '40.491', drug({})],
  ['DR-02', 'XML2/0/MA_THUOC', '40.999', '40.17', drug({})],
  ['DR-03', 'XML2/0/HAM_LUONG', '10 mg', '5 mg', drug({ strength: '5 mg' }, 'Amlodipin 5 mg')],
  ['DR-03', 'XML2/0/SO_DANG_KY', 'VD-1-24', 'VD-90000-24', drug({ registration: 'VD-90000-24' })],
  ['DR-04', 'XML2/0/SO_DANG_KY', '', 'VD-90000-24'],
  ['DR-05', 'XML2/0/TT_THAU', '', 'B;2025'],
  ['DR-06', 'XML2/0/TT_THAU', '9901;G1;2025', '9901;G1;N1;2025'],
  ['DR-07', 'XML2/0/DUONG_DUNG', 'Uống', '1.01'],
  ['DR-07', 'XML2/0/DUONG_DUNG', '9.99', '1.01', { 'context/lists/routes': { '1.01': [{}] } }],
  ['DR-08', 'XML2/0/LIEU_DUNG', 'Ngày 1 viên [21]', 'Ngày 1 viên [20]'],
  ['DR-09', 'XML2/0/NGAY_YL', '202609071101', '202609071100'],
  ['DR-10', 'XML2/0/NGAY_TH_YL', '202609070829', '202609070830'],
  ['DR-11', 'XML2/0/MA_BAC_SI', '990007/THU-GPHN', '990001/THU-GPHN', person({})],
  ['DR-11', 'XML2/0/MA_BAC_SI', '990007/THU-GPHN', '990007/THU-GPHN.TX.99002', person({})],
  ['DR-12', 'XML2/0/MA_CSKCB_THUOC', 'X.99001', 'C.99001'],
  ['DR-13', 'XML2/0/NGUON_CTRA', '2', '1'],
  ['DR-14', 'XML2/0/VET_THUONG_TP', '2', '1'],
  ['DR-15', 'XML2/1/NGAY_YL', '202609070830', '202609070831', { ...second, 'XML2/1/MA_THUOC': '40.491' }],
  ['DR-16', 'XML2/0/MA_DICH_VU', '99.0001', '02.1896'],
  ['DR-17', 'XML1/0/MA_BENH_CHINH', 'J20', 'I10', drug({ diseases: 'I10 I11' })],
  [
    'DR-18',
    'XML2/1/MA_THUOC',
    '40.558',
    '40.559',
    { ...second, 'context/lists/interactions': { '40.491': [{ says: { with: '40.558' } }] } },
  ],
  ['DR-19', 'context/lists/drugs/40.491/0/says/ageFrom', '41', '40', drug({})],
  ['DR-20', 'others/0/XML1/0/SO_NGAY_DTRI', '29', '28', supplied],
  ['DR-21', 'XML2/0/MA_THUOC', 'MAU 350', 'M350.KTNAT', { 'XML2/0/MA_NHOM': '7' }],
  ['SV-01', 'XML3/0/MA_DICH_VU', '', '02.1896'],
  ['SV-02', 'XML3/0/MA_NHOM', '4', '13'],
  ['SV-03', 'XML3/1/MA_DICH_VU', '22.0121.9999', '22.0121.1369_GT', service({})],
  ['SV-04', 'XML3/1/TEN_DICH_VU', 'Tên khác', 'Công thức máu', service({}, 'Công thức máu')],
  ['SV-05', 'XML3/2/TEN_VAT_TU', '', 'Kim thử', supply],
  ['SV-06', 'XML3/2/TT_THAU', '1;G1;2025', '1;G1;N0;2025', supply],
  ['SV-07', 'XML3/2/NGAY_YL', '202609080810', '202609070910', supply],
  ['SV-08', 'XML3/2/MA_XANG_DAU', '', 'D1S5V1', transport],
  ['SV-08', 'XML3/2/MA_DICH_VU', 'VC.99003', 'VC.99002', transport],
  ['SV-09', 'XML1/0/MA_THE_BHYT', 'GD4999900000001', 'HN2999900000001', transport],
  ['SV-09', 'XML1/0/MA_LOAI_RV', '1', '2', { ...transport, 'XML1/0/MA_THE_BHYT': 'HN2999900000001' }],
  ['SV-10', 'XML3/1/NGUOI_THUC_HIEN', '', '990002/THU-GPHN'],
  ['SV-11', 'XML3/0/MA_BAC_SI', '', '990001/THU-GPHN'],
  ['SV-12', 'XML3/1/MA_MAY', 'HH.4.X', 'HH.3.X'],
  ['SV-12', 'XML3/1/MA_DICH_VU', '22.0121.1369', '22.0121.1369.K.99002', { 'XML3/1/MA_MAY': '' }],
  ['SV-13', 'XML3/2/PP_VO_CAM', '', '1', { 'XML3/2/MA_NHOM': '8' }],
  ['SV-13', 'XML3/0/PP_VO_CAM', '1', '2', { 'XML3/0/MA_DICH_VU': '02.1896_GT' }],
  ['SV-14', 'XML3/2/SO_LUONG', '2', '1', { 'XML3/2/MA_NHOM': '8' }],
  ['SV-15', 'XML3/0/NGAY_YL', '202609070759', '202609070800'],
  ['SV-16', 'XML3/1/NGAY_TH_YL', '202609070809', '202609070810'],
  ['SV-16', 'XML3/1/NGAY_TH_YL', '202609071101', '202609071100'],
  ['SV-17', 'XML3/1/NGAY_KQ', '202609070819', '202609070820'],
  ['SV-17', 'XML3/1/NGAY_KQ', '202611070840', '202611060840'],
  [
    'SV-18',
    'others/0/XML3/0/NGAY_TH_YL',
    '202609070839',
    '202609070840',
    { ...mine, ...elsewhere({ ...image, NGUOI_THUC_HIEN: '990002/THU-GPHN', NGAY_KQ: '202609070900' }) },
  ],
  ['SV-19', 'others/0/XML3/0/MA_MAY', 'HH.1.THU001', 'HH.1.THU002', { ...mine, ...elsewhere(image) }],
  [
    'SV-20',
    'others/0/XML3/0/NGAY_YL',
    '202609070810',
    '202609070811',
    elsewhere({ MA_NHOM: '13', MA_BAC_SI: '990001/THU-GPHN' }),
  ],
  ['SV-21', 'XML3/1/NGAY_TH_YL', '202609071701', '202609071700', person({ hours: '0700-1130 1300-1700' })],
  ['SV-21', 'XML3/1/NGUOI_THUC_HIEN', '990002/THU-GPHN', '990003/THU-GPHN', person({ scope: '18.' })],
  ['SV-22', 'XML3/2/NGAY_YL', '202609070810', '202609070811', { 'XML3/2/MA_DICH_VU': '02.1896' }],
  [
    'SV-23',
    'XML3/2/NGAY_YL',
    '202609070900',
    '202609080900',
    { ...service({ mostADay: '1' }), 'XML3/2/MA_DICH_VU': '22.0121.1369' },
  ],
  [
    'SV-24',
    'XML2/0/MA_DICH_VU',
    '',
    '22.0121.1369',
    { ...mine, 'XML3/1/TEN_DICH_VU': 'Chụp cắt lớp có tiêm thuốc cản quang' },
  ],
  ['SV-24', 'XML3/1/TEN_DICH_VU', 'Chụp có cản quang', 'Chụp không cản quang', mine],
  ['SV-25', 'XML1/0/GIOI_TINH', '1', '2', service({ sex: '2' })],
  ['SV-26', 'XML1/0/NGAY_SINH', '201009070000', '201009080000', service({ ageTo: '15' })],
  ['SV-27', 'XML3/0/MA_BENH', 'I1', 'I10'],
  ['SV-28', 'XML3/0/GOI_VTYT', 'G0', 'G12'],
  ['SV-29', 'XML3/1/MA_DICH_VU', '22.0121.1369.K.99001', '22.0121.1369.K.99002'],
  [
    'SV-30',
    'XML3/2/NGAY_YL',
    '202609070900',
    '202609080900',
    { ...service({ partOf: '22.0999.0001' }), 'XML3/2/MA_DICH_VU': '22.0999.0001' },
  ],
  ['SV-31', 'XML3/1/MA_KHOA', 'K77', 'K42', { 'context/lists/departments': { K42: [{}] } }],
  ['SV-32', 'XML3/0/PHAM_VI', '4', '3'],
  ['SV-33', 'XML3/0/TAI_SU_DUNG', '0', '1'],
];
