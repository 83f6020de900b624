import type { RuleCase, Scene } from './rule-case.ts';

const inpatient: Scene = {
  'XML1/0/MA_LOAI_KCB': '03',
  'XML1/0/NGAY_VAO_NOI_TRU': '202609070900',
  'XML1/0/LY_DO_VNT': 'Theo dõi',
};
const woman: Scene = { 'XML1/0/GIOI_TINH': '2' };
const terminated: Scene = {
  ...woman,
  'XML7/0': {
    MA_DINH_CHI_THAI: '1',
    NGUYENNHAN_DINHCHI: 'Thai lưu',
    THOIGIAN_DINHCHI: '202609070930',
    TUOI_THAI: '12',
  },
};
const rest: Scene = { 'XML7/0': { SO_NGAY_NGHI: '5', NGOAITRU_TUNGAY: '20260908', NGOAITRU_DENNGAY: '20260912' } };
const lost: Scene = { 'XML8/0': { NGAY_SINHCON: '20260905', NGAY_CONCHET: '20260905', SO_CONCHET: '1' } };
const texts: Scene = { 'XML8/0': { TOMTAT_KQ: 'Tốt', QT_BENHLY: 'Ổn định', PP_DIEUTRI: 'Nội khoa' } };
const birth: Scene = {
  'XML9/0': {
    NGAYSINH_NND: '19960905',
    NGAY_SINH_CON: '202609070900',
    MA_THE_TAM: 'TE1999900000002',
    MATINH_CU_TRU: '99',
    SO_CON: '1',
    LAN_SINH: '1',
    SO_CON_SONG: '1',
    CAN_NANG_CON: '3100',
    SINHCON_PHAUTHUAT: '1',
    GHI_CHU: 'Sinh mổ lần 1',
  },
};
const pregnancy: Scene = {
  ...woman,
  'XML10/0': { SO_NGAY: '7', TU_NGAY: '20260907', DEN_NGAY: '20260913', CHAN_DOAN_RV: 'Nghỉ dưỡng thai' },
};
const sick: Scene = {
  'XML11/0': { SO_NGAY_NGHI: '7', TU_NGAY: '20260907', DEN_NGAY: '20260913', MA_BHXH: '9900000001' },
};
const referred: Scene = {
  'XML1/0/MA_LOAI_RV': '2',
  'XML1/0/MA_NOI_DEN': '99002',
  'XML13/0': { MA_CSKCB_DEN: '99002', MA_LYDO_CT: '1', MA_CSKCB_DI: '99003', HO_TEN: 'Trần Đình Thử' },
};
const again: Scene = {
  'XML1/0/NGAY_TAI_KHAM': '20260921',
  'XML14/0': { NGAY_HEN_KL: '20260921', NGAY_CT: '20260907' },
};

/** Papers that travel with a claim. */
export const paperCases: readonly RuleCase[] = [
  ['CT7-01', 'XML1/0/MA_LOAI_RV', '1', '3', inpatient],
  ['CT7-02', 'XML7/0/NGAY_RA', '202609071000', '202609071100'],
  ['CT7-03', 'XML7/0/TUOI_THAI', '43', '42', terminated],
  ['CT7-03', 'XML1/0/GIOI_TINH', '1', '2', terminated],
  ['CT7-04', 'XML7/0/SO_NGAY_NGHI', '4', '5', rest],
  ['CT7-04', 'XML7/0/SO_NGAY_NGHI', '', '5', rest],
  ['CT7-05', 'XML7/0/MA_YTE', 'KHAC', '26-000001'],
  ['CT7-06', 'XML1/0/NGAY_SINH', '201009080000', '201009070000', { 'XML7/0/MA_YTE': '26-000001' }],
  ['CT7-07', 'XML7/0/NGAY_CT', '20260906', '20260907'],
  ['CT8-01', 'XML1/0/MA_LOAI_KCB', '01', '03', texts],
  ['CT8-02', 'XML1/0/MA_LOAI_KCB', '03', '09'],
  ['CT8-03', 'XML8/0/KET_QUA_DTRI', '1', '2'],
  ['CT8-04', 'XML8/0/SO_CONCHET', '', '1', lost],
  ['CT8-04', 'XML8/0/NGAY_CONCHET', '20260904', '20260905', lost],
  ['CT8-05', 'XML8/0/TOMTAT_KQ', '', 'Tốt', texts],
  ['CT9-01', 'XML9/0/SO_CON', '2', '1', birth],
  ['CT9-01', 'XML9/0/CAN_NANG_CON', '7001', '7000', birth],
  ['CT9-02', 'XML9/0/NGAYSINH_NND', '20160908', '20160907', birth],
  ['CT9-03', 'XML9/0/MA_THE_TAM', 'TE1989900000002', 'TE1999900000002', birth],
  ['CT9-04', 'XML9/0/GHI_CHU', 'Sinh thường', 'Phẫu thuật lấy thai', birth],
  ['CT9-05', 'XML9/0/LAN_SINH', '0', '1', birth],
  ['CT10-01', 'XML10/0/SO_NGAY', '6', '7', pregnancy],
  ['CT10-02', 'XML10/0/TU_NGAY', '20260908', '20260907', pregnancy],
  ['CT10-03', 'XML10/0/CHAN_DOAN_RV', 'Nghỉ ốm', 'Nghỉ dưỡng thai', pregnancy],
  ['CT10-03', 'XML1/0/GIOI_TINH', '1', '2', pregnancy],
  ['CT10-04', 'XML10/0/SO_NGAY', '181', '180', pregnancy],
  ['CT11-01', 'XML11/0/SO_NGAY_NGHI', '8', '7', sick],
  ['CT11-02', 'XML11/0/SO_NGAY_NGHI', '31', '30', sick],
  ['CT11-02', 'XML1/0/MA_BENH_CHINH', 'I10', 'A15.0', { ...sick, 'XML11/0/SO_NGAY_NGHI': '180' }],
  [
    'CT11-02',
    'XML11/0/TUOI_THAI',
    '12',
    '13',
    { ...sick, 'XML11/0/SO_NGAY_NGHI': '50', 'XML11/0/MA_DINH_CHI_THAI': '1' },
  ],
  ['CT11-03', 'XML11/0/MA_BHXH', '0000000000', '0000000001', sick],
  ['CT11-04', 'XML11/0/TU_NGAY', '20260909', '20260908', sick],
  ['CT11-05', 'XML11/0/MAU_SO', 'C65', 'CT07', sick],
  ['CT11-06', 'XML7/0/NGOAITRU_TUNGAY', '20260913', '20260914', { ...sick, 'XML7/0/NGOAITRU_DENNGAY': '20260920' }],
  ['CT13-01', 'XML1/0/MA_LOAI_RV', '2', '1'],
  ['CT13-01', 'XML1/0/MA_LOAI_RV', '1', '2', referred],
  ['CT13-02', 'XML13/0/HO_TEN', 'Trần Đình Khác', 'Trần Đình Thử', referred],
  ['CT13-03', 'XML13/0/MA_CSKCB_DEN', '99003', '99002', referred],
  ['CT13-04', 'XML13/0/MA_CSKCB_DI', '9903', '99003', referred],
  ['CT13-04', 'XML1/0/MA_NOI_DI', '99004', '99003', referred],
  ['CT13-05', 'XML13/0/MA_LYDO_CT', '3', '2', referred],
  [
    'CT13-06',
    'XML13/0/TINH_TRANG_CT',
    '',
    'Tỉnh',
    {
      ...referred,
      'XML13/0/DAU_HIEU_LS': 'Sốt',
      'XML13/0/QT_BENHLY': 'Ba ngày',
      'XML13/0/HUONG_DIEU_TRI': 'Phẫu thuật',
      'XML13/0/PHUONGTIEN_VC': 'Xe cứu thương',
      'XML13/0/MA_BAC_SI': '990001/THU-GPHN',
    },
  ],
  ['CT14-01', 'XML14/0/NGAY_HEN_KL', '20260922', '20260921', again],
  ['CT14-02', 'XML14/0/NGAY_CT', '20260906', '20260907', again],
  ['CT14-03', 'XML14/0/NGAY_SINH', '198603060000', '198603050000', again],
];
