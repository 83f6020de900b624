import type { ClaimTable } from './claim-table.ts';

/** @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 8, with the changes of QĐ 4750/QĐ-BYT and QĐ 1931/QĐ-BYT (secondary) */
export const xml8: ClaimTable = {
  code: 'XML8',
  root: 'CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN',
  fields: [
    { name: 'MA_LK', type: 'text', max: 100, required: 'yes' },
    { name: 'MA_LOAI_KCB', type: 'text', max: 2, required: 'yes', codes: 'MA_LOAI_KCB' },
    { name: 'HO_TEN_CHA', type: 'text', max: 255 },
    { name: 'HO_TEN_ME', type: 'text', max: 255 },
    { name: 'NGUOI_GIAM_HO', type: 'text', max: 255 },
    { name: 'DON_VI', type: 'text', max: 1024 },
    { name: 'NGAY_VAO', type: 'moment', max: 12, required: 'yes' },
    { name: 'NGAY_RA', type: 'moment', max: 12, required: 'yes' },
    { name: 'CHAN_DOAN_VAO', type: 'text', required: 'yes' },
    { name: 'CHAN_DOAN_RV', type: 'text', required: 'yes' },
    { name: 'QT_BENHLY', type: 'text', required: 'yes' },
    { name: 'TOMTAT_KQ', type: 'text', required: 'yes' },
    { name: 'PP_DIEUTRI', type: 'text', required: 'yes' },
    { name: 'NGAY_SINHCON', type: 'day', max: 8 },
    { name: 'NGAY_CONCHET', type: 'day', max: 8 },
    { name: 'SO_CONCHET', type: 'integer', max: 2 },
    { name: 'KET_QUA_DTRI', type: 'code', max: 1, required: 'yes', codes: 'KET_QUA_DTRI' },
    { name: 'GHI_CHU', type: 'text' },
    {
      name: 'MA_TTDV',
      type: 'text',
      max: [
        ['2024-07-01', 10],
        ['2025-01-01', 255],
      ],
      required: 'yes',
    },
    { name: 'NGAY_CT', type: 'day', max: 8, required: 'yes' },
    { name: 'MA_THE_TAM', type: 'text', max: 15 },
    { name: 'DU_PHONG', type: 'text' },
  ],
};
