import type { ClaimTable } from './claim-table.ts';

/** @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 7, with the changes of QĐ 4750/QĐ-BYT and QĐ 1931/QĐ-BYT (secondary) */
export const xml7: ClaimTable = {
  code: 'XML7',
  root: 'CHI_TIEU_DU_LIEU_GIAY_RA_VIEN',
  fields: [
    { name: 'MA_LK', type: 'text', max: 100, required: 'yes' },
    { name: 'SO_LUU_TRU', type: 'text', max: 200, required: 'yes' },
    { name: 'MA_YTE', type: 'text', max: 200, required: 'yes' },
    { name: 'MA_KHOA_RV', type: 'text', max: 200, required: 'yes' },
    { name: 'NGAY_VAO', type: 'moment', max: 12, required: 'yes' },
    { name: 'NGAY_RA', type: 'moment', max: 12, required: 'yes' },
    { name: 'MA_DINH_CHI_THAI', type: 'code', max: 1, codes: 'CO_KHONG' },
    { name: 'NGUYENNHAN_DINHCHI', type: 'text', required: 'conditional' },
    { name: 'THOIGIAN_DINHCHI', type: 'moment', max: 12, required: 'conditional' },
    { name: 'TUOI_THAI', type: 'integer', max: 2, required: 'conditional' },
    { name: 'CHAN_DOAN_RV', type: 'text', max: 1500, required: 'yes' },
    {
      name: 'PP_DIEUTRI',
      type: 'text',
      max: [
        ['2024-07-01', 1500],
        ['2025-01-01', null],
      ],
      required: 'yes',
    },
    { name: 'GHI_CHU', type: 'text', max: 1500 },
    {
      name: 'MA_TTDV',
      type: 'text',
      max: [
        ['2024-07-01', 10],
        ['2025-01-01', 255],
      ],
      required: 'yes',
    },
    {
      name: 'MA_BS',
      type: 'text',
      max: [
        ['2024-07-01', 200],
        ['2025-01-01', 255],
      ],
      required: 'yes',
    },
    { name: 'TEN_BS', type: 'text', max: 255, required: 'yes' },
    { name: 'NGAY_CT', type: 'day', max: 8, required: 'yes' },
    { name: 'MA_CHA', type: 'text', max: 10 },
    { name: 'MA_ME', type: 'text', max: 10 },
    { name: 'MA_THE_TAM', type: 'text', max: 15 },
    { name: 'HO_TEN_CHA', type: 'text', max: 255 },
    { name: 'HO_TEN_ME', type: 'text', max: 255 },
    {
      name: 'SO_NGAY_NGHI',
      type: 'integer',
      max: [
        ['2024-07-01', 2],
        ['2025-01-01', 3],
      ],
      required: 'conditional',
    },
    { name: 'NGOAITRU_TUNGAY', type: 'day', max: 8, required: 'conditional' },
    { name: 'NGOAITRU_DENNGAY', type: 'day', max: 8, required: 'conditional' },
    { name: 'DU_PHONG', type: 'text' },
  ],
};
