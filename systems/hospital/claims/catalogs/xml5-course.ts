import type { ClaimTable } from './claim-table.ts';

/** @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 5, with the changes of QĐ 4750/QĐ-BYT and QĐ 1931/QĐ-BYT (secondary) */
export const xml5: ClaimTable = {
  code: 'XML5',
  root: 'CHITIEU_CHITIET_DIENBIENLAMSANG',
  list: 'DSACH_CHI_TIET_DIEN_BIEN_BENH',
  row: 'CHI_TIET_DIEN_BIEN_BENH',
  fields: [
    { name: 'MA_LK', type: 'text', max: 100, required: 'yes' },
    { name: 'STT', type: 'integer', max: 10, required: 'yes' },
    { name: 'DIEN_BIEN_LS', type: 'text', required: 'yes' },
    { name: 'GIAI_DOAN_BENH', type: 'text' },
    { name: 'HOI_CHAN', type: 'text' },
    { name: 'PHAU_THUAT', type: 'text' },
    { name: 'THOI_DIEM_DBLS', type: 'moment', max: 12, required: 'yes' },
    { name: 'NGUOI_THUC_HIEN', type: 'text', max: 255, required: 'yes', many: true },
    { name: 'DU_PHONG', type: 'text' },
  ],
};
