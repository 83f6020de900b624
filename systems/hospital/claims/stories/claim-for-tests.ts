import { findClaimTable } from '../catalogs/claim-tables.ts';
import type { ClaimFile } from '../rules/claim-file.ts';

type Values = Readonly<Record<string, string>>;
export type Changes = Readonly<Record<string, readonly (Values | undefined)[]>>;

const summary: Values = {
  MA_LK: 'LK-THU-1',
  STT: '1',
  MA_BN: '26-000001',
  HO_TEN: 'Trần Đình Thử',
  SO_CCCD: '099086990101',
  NGAY_SINH: '198603050000',
  GIOI_TINH: '1',
  MA_QUOCTICH: '000',
  MA_DANTOC: '01',
  MA_NGHE_NGHIEP: '00',
  DIA_CHI: 'Xã Thử, Tỉnh Thử',
  MATINH_CU_TRU: '99',
  MAXA_CU_TRU: '99001',
  MA_THE_BHYT: 'GD4999900000001',
  MA_DKBD: '99001',
  GT_THE_TU: '20260101',
  GT_THE_DEN: '20261231',
  LY_DO_VV: 'Mệt',
  CHAN_DOAN_VAO: 'Tăng huyết áp',
  CHAN_DOAN_RV: 'Tăng huyết áp',
  MA_BENH_CHINH: 'I10',
  MA_BENH_KT: 'E78.5',
  MA_DOITUONG_KCB: '1.1',
  NGAY_VAO: '202609070800',
  NGAY_RA: '202609071100',
  SO_NGAY_DTRI: '0',
  KET_QUA_DTRI: '2',
  MA_LOAI_RV: '1',
  T_THUOC: '400000.00',
  T_VTYT: '0.00',
  T_TONGCHI_BV: '500000.00',
  T_TONGCHI_BH: '500000.00',
  T_BNTT: '0.00',
  T_BNCCT: '100000.00',
  T_BHTT: '400000.00',
  T_NGUONKHAC: '0.00',
  T_BHTT_GDV: '400000.00',
  NAM_QT: '2026',
  THANG_QT: '9',
  MA_LOAI_KCB: '01',
  MA_KHOA: 'K01',
  MA_CSKCB: '99001',
  CAN_NANG: '62.50',
  MA_HSBA: 'HSBA-1',
  MA_TTDV: '990009/THU-GPHN',
};

const noFunds: Values = {
  T_NGUONKHAC_NSNN: '0.00',
  T_NGUONKHAC_VTNN: '0.00',
  T_NGUONKHAC_VTTN: '0.00',
  T_NGUONKHAC_CL: '0.00',
  T_NGUONKHAC: '0.00',
};

const drug: Values = {
  ...noFunds,
  MA_LK: 'LK-THU-1',
  STT: '1',
  MA_THUOC: '40.491',
  MA_NHOM: '4',
  TEN_THUOC: 'Amlodipin 5 mg',
  DON_VI_TINH: 'Viên',
  HAM_LUONG: '5 mg',
  DUONG_DUNG: '1.01',
  LIEU_DUNG: '1 viên * 1 lần * 20 ngày [20]',
  SO_DANG_KY: 'VD-90000-24',
  TT_THAU: '9901/QĐ-THU.00;G1;N2;2025',
  PHAM_VI: '1',
  TYLE_TT_BH: '100',
  SO_LUONG: '20',
  DON_GIA: '20000',
  THANH_TIEN_BV: '400000.00',
  THANH_TIEN_BH: '400000.00',
  MUC_HUONG: '80',
  T_BNTT: '0.00',
  T_BNCCT: '80000.00',
  T_BHTT: '320000.00',
  MA_KHOA: 'K01',
  MA_BAC_SI: '990001/THU-GPHN',
  NGAY_YL: '202609070830',
  MA_PTTT: '1',
  NGUON_CTRA: '1',
};

const service: Values = {
  ...noFunds,
  MA_LK: 'LK-THU-1',
  DON_VI_TINH: 'Lần',
  PHAM_VI: '1',
  SO_LUONG: '1',
  DON_GIA_BV: '50000',
  DON_GIA_BH: '50000',
  TYLE_TT_DV: '100',
  TYLE_TT_BH: '100',
  THANH_TIEN_BV: '50000.00',
  THANH_TIEN_BH: '50000.00',
  MUC_HUONG: '80',
  T_BNTT: '0.00',
  T_BNCCT: '10000.00',
  T_BHTT: '40000.00',
  MA_KHOA: 'K01',
  MA_BAC_SI: '990001/THU-GPHN',
  NGAY_YL: '202609070810',
  MA_PTTT: '1',
};
const exam: Values = { ...service, STT: '1', MA_DICH_VU: '02.1896', TEN_DICH_VU: 'Khám Nội', MA_NHOM: '13' };
const test: Values = {
  ...service,
  STT: '2',
  MA_DICH_VU: '22.0121.1369',
  TEN_DICH_VU: 'Tổng phân tích tế bào máu',
  MA_NHOM: '1',
  NGUOI_THUC_HIEN: '990002/THU-GPHN',
  NGAY_TH_YL: '202609070820',
  NGAY_KQ: '202609070840',
  MA_MAY: 'HH.1.THU001',
};
const result: Values = {
  MA_LK: 'LK-THU-1',
  STT: '1',
  MA_DICH_VU: '22.0121.1369',
  MA_CHI_SO: 'WBC',
  TEN_CHI_SO: 'Bạch cầu',
  GIA_TRI: '7.2',
  DON_VI_DO: 'G/L',
  MA_BS_DOC_KQ: '990001/THU-GPHN',
  NGAY_KQ: '202609070840',
};

/** A sound claim of a plain visit: three lines, 500.000 đồng, card 80 %. */
export const soundTables: Readonly<Record<string, readonly Values[]>> = {
  XML1: [summary],
  XML2: [drug],
  XML3: [exam, test],
  XML4: [result],
};

/** Rows that stand in no plain visit: what they hold is completed by the changes. */
const extra: Readonly<Record<string, Values>> = {
  XML3: { ...service, MA_DICH_VU: '99.9999', TEN_DICH_VU: 'Dịch vụ thử' },
  XML5: {
    MA_LK: 'LK-THU-1',
    STT: '1',
    DIEN_BIEN_LS: 'Ổn định',
    THOI_DIEM_DBLS: '202609070900',
    NGUOI_THUC_HIEN: '990001/THU-GPHN',
  },
  XML7: { MA_LK: 'LK-THU-1', NGAY_VAO: '202609070800', NGAY_RA: '202609071100' },
  XML8: { MA_LK: 'LK-THU-1', MA_LOAI_KCB: '01', NGAY_VAO: '202609070800', NGAY_RA: '202609071100', KET_QUA_DTRI: '2' },
};

/** What a row holds that stands in no plain visit. */
export const rowForTests = (table: string): Values => extra[table] ?? { MA_LK: 'LK-THU-1' };

/**
 * A sound claim of a plain visit (three lines, 500.000 đồng, card 80 %) with some fields changed.
 *
 * @param changes  by table and row: new values; `undefined` leaves a row out; a row beyond the sound ones is added
 */
export function claimWith(changes: Changes = {}): ClaimFile {
  const tables = new Set([...Object.keys(soundTables), ...Object.keys(changes)]);
  return new Map(
    [...tables].map((table) => {
      const rows = soundTables[table] ?? [];
      const count = Math.max(rows.length, changes[table]?.length ?? 0);
      const fields = findClaimTable(table)?.fields ?? [];
      const filled = Array.from({ length: count }, (_, at) => {
        const change = changes[table]?.[at];
        if (change === undefined && at < (changes[table]?.length ?? 0)) return [];
        const values: Values = { ...(rows[at] ?? { ...extra[table], STT: String(at + 1) }), ...change };
        return [new Map(fields.map(({ name }) => [name, values[name] ?? '']))];
      });
      return [table, filled.flat()];
    }),
  );
}
