import type { ClaimTable } from './claim-table.ts';

/** @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 15, with the changes of QĐ 4750/QĐ-BYT and QĐ 1931/QĐ-BYT (secondary) */
export const xml15: ClaimTable = {
  code: 'XML15',
  root: 'CHI_TIEU_DIEUTRI_BENHLAO',
  list: 'DSACH_CHITIET_DIEUTRI_BENHLAO',
  row: 'CHITIET_DIEUTRI_BENHLAO',
  fields: [
    { name: 'MA_LK', type: 'text', max: 100, required: 'yes' },
    { name: 'STT', type: 'integer', max: 10 },
    { name: 'MA_BN', type: 'text', max: 100, required: 'yes' },
    { name: 'HO_TEN', type: 'text', max: 255 },
    {
      name: 'SO_CCCD',
      type: 'text',
      max: [
        ['2024-07-01', 15],
        ['2025-01-01', null],
      ],
    },
    { name: 'PHANLOAI_LAO_VITRI', type: 'code', max: 1, required: 'yes', codes: 'PHANLOAI_LAO_VITRI' },
    { name: 'PHANLOAI_LAO_TS', type: 'code', max: 1, required: 'yes', codes: 'PHANLOAI_LAO_TS' },
    { name: 'PHANLOAI_LAO_HIV', type: 'code', max: 1, required: 'yes', codes: 'PHANLOAI_LAO_HIV' },
    { name: 'PHANLOAI_LAO_VK', type: 'code', max: 1, required: 'yes', codes: 'PHANLOAI_LAO_VK' },
    { name: 'PHANLOAI_LAO_KT', type: 'code', max: 1, required: 'conditional', codes: 'PHANLOAI_LAO_KT' },
    { name: 'LOAI_DTRI_LAO', type: 'code', max: 1, required: 'yes', codes: 'CAN_CU_LAO' },
    { name: 'NGAYBD_DTRI_LAO', type: 'day', max: 8, required: 'yes' },
    { name: 'PHACDO_DTRI_LAO', type: 'code', max: 2, required: 'yes', codes: 'PHACDO_DTRI_LAO' },
    { name: 'NGAYKT_DTRI_LAO', type: 'day', max: 8 },
    { name: 'KET_QUA_DTRI_LAO', type: 'code', max: 1, required: 'yes', codes: 'KET_QUA_DTRI_LAO' },
    { name: 'MA_CSKCB', type: 'text', max: 5 },
    { name: 'NGAYKD_HIV', type: 'day', max: 8, required: 'conditional' },
    { name: 'BDDT_ARV', type: 'day', max: 8, required: 'conditional' },
    { name: 'NGAY_BAT_DAU_DT_CTX', type: 'day', max: 8, required: 'conditional' },
    { name: 'DU_PHONG', type: 'text' },
  ],
};
