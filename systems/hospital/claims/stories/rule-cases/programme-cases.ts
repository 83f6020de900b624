import type { RuleCase, Scene } from './rule-case.ts';

const tuberculosis: Scene = { 'XML6/0': { LOAI_DTRI_LAO: '2', PHACDO_DTRI_LAO: '8', NGAYBD_DTRI_LAO: '20260801' } };
const exposed: Scene = {
  'XML1/0/NGAY_SINH': '202503080000',
  'XML6/0': {
    MA_TINH_TRANG_DK: '1',
    LAN_XN_PCR: '1',
    NGAY_XN_PCR: '20260801',
    NGAY_KQ_XN_PCR: '20260810',
    MA_KQ_XN_PCR: '0',
  },
};
const supply: Scene = {
  'XML6/0': {
    MA_XU_TRI: '1;4',
    NGAY_BAT_DAU_XU_TRI: '20260907',
    NGAY_KET_THUC_XU_TRI: '20261007',
    SO_NGAY_CAP_THUOC_ARV: '30',
  },
};
const load: Scene = { 'XML6/0': { NGAY_XN_TLVR: '20260801', NGAY_KQ_XN_TLVR: '20260810', KQ_XNTL_VR: '1' } };
const course: Scene = {
  'XML15/0': { LOAI_DTRI_LAO: '2', PHACDO_DTRI_LAO: '1', NGAYBD_DTRI_LAO: '20260801', NGAYKT_DTRI_LAO: '20260907' },
};
const checkIn: Scene = {
  'XML0/0': {
    MA_DICH_VU: '02.1896',
    TEN_DICH_VU: 'Khám Nội',
    NGAY_VAO: '202609070800',
    NGAY_YL: '202609070810',
    MA_DOITUONG_KCB: '1.1',
  },
};
const admitted: Scene = { ...checkIn, 'XML0/0/NGAY_VAO_NOI_TRU': '202609070900' };
const reply = { result: '200', transaction: 'GD1', receivedAt: '20260907120000', fileHash: 'ab12' };

/** HIV, tuberculosis, check-in, sending. */
export const programmeCases: readonly RuleCase[] = [
  ['HIV-01', 'XML6/0/MATINH_CU_TRU', '98', '99'],
  ['HIV-02', 'XML6/0/PHACDO_DTRI_LAO', '9', '8', tuberculosis],
  ['HIV-02', 'XML6/0/NGAYBD_DTRI_LAO', '', '20260801', tuberculosis],
  ['HIV-03', 'XML6/0/MA_KQ_XN_PCR', '', '0', exposed],
  ['HIV-03', 'XML1/0/NGAY_SINH', '202503070000', '202503080000', exposed],
  ['HIV-04', 'XML6/0/SO_NGAY_CAP_THUOC_ARV', '31', '30', supply],
  ['HIV-05', 'XML6/0/BDDT_ARV', '20260831', '20260901', { 'XML6/0/NGAYKD_HIV': '20260901' }],
  ['HIV-06', 'XML6/0/NGAY_KQ_XN_TLVR', '20260731', '20260801', load],
  ['HIV-06', 'XML6/0/KQ_XNTL_VR', '', '1', load],
  ['HIV-07', 'XML2/0/TEN_THUOC', 'Tenofovir 300 mg', 'Amlodipin 5 mg', { 'XML1/0/MA_BENH_CHINH': 'B20' }],
  ['HIV-08', 'XML1/0/GIOI_TINH', '1', '2', { 'XML6/0/NGAY_NHAN_TT_MANG_THAI': '20260801' }],
  ['TB-01', 'XML1/0/MA_BENH_CHINH', 'A15.0', 'A31.0', { 'XML2/0/TEN_THUOC': 'Rifampicin 150 mg' }],
  ['TB-02', 'XML15/0/NGAYKT_DTRI_LAO', '20260731', '20260801', course],
  ['TB-03', 'XML15/0/PHACDO_DTRI_LAO', '9', '8', course],
  ['TB-04', 'XML15/0/NGAYKD_HIV', '', '20260101', { ...course, 'XML15/0/PHANLOAI_LAO_HIV': '1' }],
  ['TB-05', 'XML15/0/LOAI_DTRI_LAO', '2', '3', { ...course, 'XML15/0/PHANLOAI_LAO_KT': '3' }],
  ['CI-01', 'XML0/0/TEN_DICH_VU', '', 'Khám Nội', checkIn],
  ['CI-02', 'XML0/0/NGAY_YL', '202609070759', '202609070800', checkIn],
  ['CI-03', 'XML0/0/LY_DO_VNT', '', 'Theo dõi', admitted],
  [
    'CI-04',
    'context/checkIns/0/acceptedAt',
    '202609071101',
    '202609071100',
    { 'context/checkIns': [{ claimId: 'LK-THU-1' }] },
  ],
  ['CI-04', 'XML1/0/MA_DOITUONG_KCB', '1.1', '2', { 'context/checkIns': [] }],
  ['CI-05', 'XML0/0/MA_DOITUONG_KCB', '2', '1.1', checkIn],
  ['SEND-01', 'context/sending/at', '202609081101', '202609081100'],
  ['SEND-02', 'context/sending/at', '202609170800', '202609161700'],
  [
    'SEND-03',
    'context/sending/reason',
    '',
    'Bổ sung kết quả',
    { 'context/sending': { at: '202609071200', isChanged: true } },
  ],
  [
    'SEND-04',
    'context/sending/replies/0/fileHash',
    '',
    'ab12',
    { 'context/sending': { at: '202609071200', replies: [reply] } },
  ],
];
