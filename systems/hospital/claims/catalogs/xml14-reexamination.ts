import type { ClaimTable } from './claim-table.ts';

/** @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 14, with the changes of QĐ 4750/QĐ-BYT and QĐ 1931/QĐ-BYT (secondary) */
export const xml14: ClaimTable = {
  code: 'XML14',
  root: 'CHI_TIEU_GIAYHEN_KHAMLAI',
  fields: [
    { name: 'MA_LK', type: 'text', max: 100, required: 'yes' },
    { name: 'SO_GIAYHEN_KL', type: 'text', max: 50, required: 'yes' },
    { name: 'MA_CSKCB', type: 'text', max: 5, required: 'yes' },
    { name: 'HO_TEN', type: 'text', max: 255, required: 'yes' },
    { name: 'NGAY_SINH', type: 'moment', max: 12 },
    { name: 'GIOI_TINH', type: 'code', max: 1, codes: 'GIOI_TINH' },
    { name: 'DIA_CHI', type: 'text', max: 1024 },
    { name: 'MA_THE_BHYT', type: 'text', many: true },
    { name: 'GT_THE_DEN', type: 'days', many: true },
    { name: 'NGAY_VAO', type: 'moment', max: 12 },
    { name: 'NGAY_VAO_NOI_TRU', type: 'moment', max: 12 },
    { name: 'NGAY_RA', type: 'moment', max: 12 },
    {
      name: 'NGAY_HEN_KL',
      type: 'day',
      max: [
        ['2024-07-01', 12],
        ['2025-01-01', 8],
      ],
      required: 'yes',
    },
    { name: 'CHAN_DOAN_RV', type: 'text' },
    { name: 'MA_BENH_CHINH', type: 'text', max: 7 },
    { name: 'MA_BENH_KT', type: 'text', max: 100, many: true },
    { name: 'MA_BENH_YHCT', type: 'text', max: 255, many: true },
    { name: 'MA_DOITUONG_KCB', type: 'text', max: 4, codes: 'MA_DOITUONG_KCB' },
    { name: 'MA_BAC_SI', type: 'text', max: 255, required: 'yes' },
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
    { name: 'DU_PHONG', type: 'text' },
  ],
};
