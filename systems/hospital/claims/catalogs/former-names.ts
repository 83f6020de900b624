/** What a field of the claim tables was called, and said, before the standard in force. */
interface FormerField {
  readonly table: string;
  readonly from: string;
  readonly to: string;
  /** codes that changed with the name */
  readonly codes?: Readonly<Record<string, string>>;
  /** characters that still count */
  readonly length?: number;
}

/** A standard of the claim tables that is read and never written. */
export interface FormerStandard {
  readonly code: string;
  /** last day of the end of care for which it was in force */
  readonly to: string;
  /** elements of XML1 that only this standard has */
  readonly marks: readonly string[];
  readonly fields: readonly FormerField[];
  /** elements that nothing replaced, so that they are no unknown ones */
  readonly dropped: Readonly<Record<string, readonly string[]>>;
}

const field = (table: string, from: string, to: string, codes?: Readonly<Record<string, string>>): FormerField => ({
  table,
  from,
  to,
  ...(codes === undefined ? {} : { codes }),
});

/**
 * Standards before QĐ 3176, newest first, as data: a further one is a further entry.
 *
 * @source QĐ 4210/QĐ-BYT (20/09/2017), bảng 1 to 5: names (verified in public readers), codes of MA_LYDO_VVIEN 1 and 3 mean several of today's, the first is taken (unsure); QĐ 4750/QĐ-BYT (29/12/2023), bảng 13 (verified)
 */
export const formerStandards: readonly FormerStandard[] = [
  {
    code: '4750',
    to: '2024-12-31',
    marks: [],
    fields: [
      field('XML13', 'MA_NOI_DI', 'MA_CSKCB_DI'),
      field('XML13', 'MA_NOI_DEN', 'MA_CSKCB_DEN'),
      { table: 'XML14', from: 'NGAY_HEN_KL', to: 'NGAY_HEN_KL', length: 8 },
    ],
    dropped: { XML13: ['PP_DIEU_TRI', 'TEN_DICH_VU', 'TEN_THUOC'] },
  },
  {
    code: '4210',
    to: '2024-06-30',
    marks: ['MA_THE', 'MA_BENHKHAC', 'MA_LYDO_VVIEN'],
    fields: [
      field('XML1', 'MA_THE', 'MA_THE_BHYT'),
      field('XML1', 'MIEN_CUNG_CT', 'NGAY_MIEN_CCT', { 0: '' }),
      field('XML1', 'TEN_BENH', 'CHAN_DOAN_RV'),
      field('XML1', 'MA_BENH', 'MA_BENH_CHINH'),
      field('XML1', 'MA_BENHKHAC', 'MA_BENH_KT'),
      field('XML1', 'MA_LYDO_VVIEN', 'MA_DOITUONG_KCB', { 1: '1.1', 2: '2', 3: '3.1', 4: '1.2' }),
      field('XML1', 'MA_NOI_CHUYEN', 'MA_NOI_DI'),
      field('XML1', 'TINH_TRANG_RV', 'MA_LOAI_RV'),
      field('XML1', 'MA_LOAI_KCB', 'MA_LOAI_KCB', { 1: '01', 2: '02', 3: '03' }),
      field('XML1', 'T_TONGCHI', 'T_TONGCHI_BH'),
      field('XML1', 'T_NGOAIDS', 'T_BHTT_GDV'),
      field('XML2', 'TYLE_TT', 'TYLE_TT_BH'),
      field('XML2', 'THANH_TIEN', 'THANH_TIEN_BH'),
      field('XML2', 'T_NGUON_KHAC', 'T_NGUONKHAC'),
      field('XML3', 'DON_GIA', 'DON_GIA_BH'),
      field('XML3', 'TYLE_TT', 'TYLE_TT_DV'),
      field('XML3', 'THANH_TIEN', 'THANH_TIEN_BH'),
      field('XML3', 'T_NGUON_KHAC', 'T_NGUONKHAC'),
      field('XML5', 'DIEN_BIEN', 'DIEN_BIEN_LS'),
      field('XML5', 'NGAY_YL', 'THOI_DIEM_DBLS'),
    ],
    dropped: {
      XML2: ['T_NGOAIDS', 'MA_BENH'],
      XML3: ['T_NGOAIDS'],
      XML4: ['MA_MAY'],
    },
  },
];
