import type { RuleCase, Scene } from './rule-case.ts';

const inpatient: Scene = {
  'XML1/0/MA_LOAI_KCB': '03',
  'XML1/0/NGAY_VAO_NOI_TRU': '202609070900',
  'XML1/0/LY_DO_VNT': 'Theo dõi',
};
const bed = { MA_NHOM: '15', MA_GIUONG: 'H001', MA_DICH_VU: 'K01.1926' };
const oneBed: Scene = { 'XML3/2': bed };
const twoBeds: Scene = { 'XML3/2': bed, 'XML3/3': { ...bed, NGAY_YL: '202609080810' } };
const surgicalBed: Scene = { 'XML3/2': { ...bed, TEN_DICH_VU: 'Giường Ngoại khoa', NGAY_YL: '202609170810' } };
const surgery = { MA_NHOM: '8', PP_VO_CAM: '1', NGAY_TH_YL: '202609070900' };
const elsewhere: Scene = {
  'others/0/XML1/0': { MA_LK: 'LK-KHAC-1', MA_BN: '26-000009', MA_CSKCB: '99001' },
  'others/0/XML3/0': { ...bed, MA_KHOA: 'K01', TYLE_TT_DV: '50', NGAY_YL: '202609070600' },
};
const image: Scene = {
  'XML3/1/MA_NHOM': '2',
  'XML4/0': { MA_DICH_VU: '22.0121.1369', MO_TA: 'Đều', KET_LUAN: 'Bình thường', NGAY_KQ: '202609070840' },
};
const indicators = (says: Record<string, string>): Scene => ({ 'context/lists/indicators': { WBC: [{ says }] } });

/** Beds, examinations, results and course. */
export const stayCases: readonly RuleCase[] = [
  ['BED-01', 'XML3/2/MA_GIUONG', 'G01', 'T001', oneBed],
  ['BED-02', 'XML1/0/MA_LOAI_KCB', '01', '03', oneBed],
  ['BED-03', 'XML3/2/SO_LUONG', '2', '0.5', oneBed],
  ['BED-04', 'XML3/3/NGAY_YL', '202609070910', '202609080910', twoBeds],
  ['BED-05', 'XML1/0/NGAY_RA', '202609071259', '202609071300', { ...inpatient, ...oneBed }],
  ['BED-06', 'XML3/3/SO_LUONG', '0.5', '0', { ...inpatient, ...twoBeds, 'XML1/0/NGAY_RA': '202609080900' }],
  ['BED-07', 'XML1/0/MA_LOAI_RV', '1', '4', { ...inpatient, ...twoBeds, 'XML1/0/NGAY_RA': '202609081000' }],
  ['BED-08', 'XML1/0/NGAY_RA', '202609101000', '202609091000', { ...inpatient, ...oneBed }],
  ['BED-09', 'XML3/2/MA_KHOA', 'K02', 'K01', oneBed],
  ['BED-10', 'others/0/XML3/0/NGAY_YL', '202609070600', '202609080600', { ...oneBed, ...elsewhere }],
  ['BED-10', 'XML3/2/TYLE_TT_DV', '100', '50', { ...oneBed, ...elsewhere }],
  ['BED-11', 'XML3/3/NGAY_TH_YL', '202609060900', '202609070900', { ...surgicalBed, 'XML3/3': surgery }],
  ['BED-11', 'XML3/3/MA_NHOM', '18', '8', { ...surgicalBed, 'XML3/3': surgery }],
  ['EX-01', 'XML3/2/MA_NHOM', '13', '19', inpatient],
  ['EX-02', 'XML3/0/MA_NHOM', '19', '13'],
  ['EX-03', 'XML3/0/SO_LUONG', '2', '1'],
  ['EX-04', 'XML3/0/THANH_TIEN_BH', '100000.01', '100000.00'],
  ['LAB-01', 'XML4/0/MA_DICH_VU', '02.1896', '22.0121.1369'],
  ['LAB-01', 'XML3/1/NGAY_KQ', '202609070840', '', { 'XML4/0/MA_DICH_VU': '02.1896' }],
  ['LAB-02', 'XML4/0/MA_DICH_VU', '99.0001', '02.1896'],
  ['LAB-03', 'XML4/0/NGAY_KQ', '', '202609070840'],
  ['LAB-04', 'XML4/0/KET_LUAN', '', 'Bình thường', image],
  ['LAB-05', 'XML4/0/MA_BS_DOC_KQ', '', '990001/THU-GPHN', image],
  [
    'LAB-05',
    'XML4/0/MA_BS_DOC_KQ',
    '990007/THU-GPHN',
    '990001/THU-GPHN',
    { 'context/lists/practitioners': { '990001/THU-GPHN': [{}] } },
  ],
  ['LAB-06', 'XML4/0/NGAY_KQ', '202609070809', '202609070810'],
  ['LAB-07', 'XML4/0/DON_VI_DO', '', 'G/L'],
  ['LAB-07', 'XML4/0/GIA_TRI', '7.2', 'Âm tính', { 'XML4/0/DON_VI_DO': '' }],
  ['LAB-08', 'XML4/0/GIA_TRI', '720', '500', indicators({ unit: 'G/L', low: '0', high: '500' })],
  ['NOTE-01', 'XML5/0/NGUOI_THUC_HIEN', '', '990001/THU-GPHN'],
  ['NOTE-02', 'XML5/0/THOI_DIEM_DBLS', '202609071101', '202609071100'],
  ['NOTE-03', 'XML5/0/THOI_DIEM_DBLS', '202609080900', '202609070900', inpatient],
  ['NOTE-04', 'XML5/0/DIEN_BIEN_LS', 'CSST<M75_T37_HA120>', 'Ổn, CSST<M75_T37_HA120/70_NT18>'],
  ['NOTE-05', 'XML5/0/PHAU_THUAT', '', 'Nội soi', { 'XML3/2/MA_NHOM': '8' }],
];
