import type { ClaimTable } from './claim-table.ts';

/** @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 11, with the changes of QĐ 4750/QĐ-BYT and QĐ 1931/QĐ-BYT (secondary) */
export const xml11: ClaimTable = {
  code: 'XML11',
  root: 'CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI',
  fields: [
    { name: 'MA_LK', type: 'text', max: 100, required: 'yes' },
    { name: 'SO_CT', type: 'text', max: 200, required: 'yes' },
    { name: 'SO_SERI', type: 'text', max: 200, required: 'yes' },
    { name: 'SO_KCB', type: 'text', max: 200, required: 'yes' },
    { name: 'DON_VI', type: 'text', max: 1024, required: 'yes' },
    { name: 'MA_BHXH', type: 'text', max: 10, required: 'yes' },
    { name: 'MA_THE_BHYT', type: 'text', many: true },
    { name: 'CHAN_DOAN_RV', type: 'text', required: 'yes' },
    { name: 'PP_DIEUTRI', type: 'text', required: 'yes' },
    { name: 'MA_DINH_CHI_THAI', type: 'code', max: 1, codes: 'CO_KHONG' },
    { name: 'NGUYENNHAN_DINHCHI', type: 'text', required: 'conditional' },
    { name: 'TUOI_THAI', type: 'integer', max: 2, required: 'conditional' },
    { name: 'SO_NGAY_NGHI', type: 'integer', max: 3, required: 'yes' },
    { name: 'TU_NGAY', type: 'day', max: 8, required: 'yes' },
    { name: 'DEN_NGAY', type: 'day', max: 8, required: 'yes' },
    { name: 'HO_TEN_CHA', type: 'text', max: 255 },
    { name: 'HO_TEN_ME', type: 'text', max: 255 },
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
    { name: 'NGAY_CT', type: 'day', max: 8, required: 'yes' },
    { name: 'MA_THE_TAM', type: 'text', max: 15 },
    { name: 'MAU_SO', type: 'text', max: 5 },
    { name: 'DU_PHONG', type: 'text' },
  ],
};
