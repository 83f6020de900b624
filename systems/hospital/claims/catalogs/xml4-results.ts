import type { ClaimTable } from './claim-table.ts';

/** @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 4, with the changes of QĐ 4750/QĐ-BYT and QĐ 1931/QĐ-BYT (secondary) */
export const xml4: ClaimTable = {
  code: 'XML4',
  root: 'CHITIEU_CHITIET_DICHVUCANLAMSANG',
  list: 'DSACH_CHI_TIET_CLS',
  row: 'CHI_TIET_CLS',
  fields: [
    { name: 'MA_LK', type: 'text', max: 100, required: 'yes' },
    { name: 'STT', type: 'integer', max: 10, required: 'yes' },
    {
      name: 'MA_DICH_VU',
      type: 'text',
      max: [
        ['2024-07-01', 15],
        ['2025-01-01', 50],
      ],
      required: 'yes',
    },
    {
      name: 'MA_CHI_SO',
      type: 'text',
      max: [
        ['2024-07-01', 50],
        ['2025-01-01', 255],
      ],
      required: 'conditional',
    },
    { name: 'TEN_CHI_SO', type: 'text', max: 255, required: 'conditional' },
    {
      name: 'GIA_TRI',
      type: 'text',
      max: [
        ['2024-07-01', 50],
        ['2025-01-01', 255],
      ],
      required: 'conditional',
    },
    { name: 'DON_VI_DO', type: 'text', max: 50 },
    { name: 'MO_TA', type: 'text', required: 'conditional' },
    { name: 'KET_LUAN', type: 'text', required: 'conditional' },
    { name: 'NGAY_KQ', type: 'moment', max: 12, required: 'conditional' },
    { name: 'MA_BS_DOC_KQ', type: 'text', max: 255, required: 'conditional' },
    { name: 'DU_PHONG', type: 'text' },
  ],
};
