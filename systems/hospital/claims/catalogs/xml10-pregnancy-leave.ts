import type { ClaimTable } from './claim-table.ts';

/** @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 10, with the changes of QĐ 4750/QĐ-BYT and QĐ 1931/QĐ-BYT (secondary) */
export const xml10: ClaimTable = {
  code: 'XML10',
  root: 'CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI',
  fields: [
    { name: 'MA_LK', type: 'text', max: 100, required: 'yes' },
    { name: 'SO_SERI', type: 'text', max: 200, required: 'yes' },
    { name: 'SO_CT', type: 'text', max: 200, required: 'yes' },
    { name: 'SO_NGAY', type: 'integer', max: 3, required: 'yes' },
    { name: 'DON_VI', type: 'text', max: 1024, required: 'yes' },
    { name: 'CHAN_DOAN_RV', type: 'text', required: 'yes' },
    { name: 'TU_NGAY', type: 'day', max: 8, required: 'yes' },
    { name: 'DEN_NGAY', type: 'day', max: 8, required: 'yes' },
    {
      name: 'MA_TTDV',
      type: 'text',
      max: [
        ['2024-07-01', 10],
        ['2025-01-01', 255],
      ],
      required: 'yes',
    },
    { name: 'TEN_BS', type: 'text', max: 255, required: 'yes' },
    {
      name: 'MA_BS',
      type: 'text',
      max: [
        ['2024-07-01', 200],
        ['2025-01-01', 255],
      ],
      required: 'yes',
    },
    { name: 'NGAY_CT', type: 'day', max: 8, required: 'yes' },
    { name: 'DU_PHONG', type: 'text' },
  ],
};
