import { claimTables } from '../catalogs/claim-tables.ts';
import { type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import { type Check, type ClaimView, everyField, everyRow, type Finding } from './claim-view.ts';
import { doneAt } from './service-codes.ts';

type When = (row: ClaimRow, view: ClaimView) => boolean;

interface Condition {
  readonly table: string;
  readonly fields: readonly string[];
  readonly when: When;
}

const is =
  (field: string, ...values: string[]): When =>
  (row) =>
    values.includes(textOf(row, field));
const filled =
  (field: string): When =>
  (row) =>
    textOf(row, field) !== '';
const here =
  (...groups: string[]): When =>
  (row) =>
    groups.includes(textOf(row, 'MA_NHOM')) && doneAt(row) === undefined;
const isMedicine: When = (row) =>
  ['4', '5', '6'].includes(textOf(row, 'MA_NHOM')) && !['40.17', '40.573'].includes(textOf(row, 'MA_THUOC'));

/** Fields that a row must have because of what else it says. */
const conditions: readonly Condition[] = [
  { table: 'XML1', fields: ['MA_THE_BHYT'], when: (row) => textOf(row, 'MA_DOITUONG_KCB') !== '9' },
  { table: 'XML1', fields: ['MA_DKBD', 'GT_THE_TU'], when: filled('MA_THE_BHYT') },
  { table: 'XML1', fields: ['LY_DO_VNT', 'NGAY_VAO_NOI_TRU'], when: is('MA_LOAI_KCB', '03', '04', '06', '09') },
  { table: 'XML1', fields: ['PP_DIEU_TRI'], when: is('MA_LOAI_KCB', '03', '04', '06', '09') },
  { table: 'XML1', fields: ['MA_NOI_DEN'], when: is('MA_LOAI_RV', '2', '5') },
  { table: 'XML1', fields: ['GIAY_CHUYEN_TUYEN'], when: is('MA_DOITUONG_KCB', '1.3', '1.5') },
  { table: 'XML2', fields: ['LIEU_DUNG', 'DUONG_DUNG'], when: isMedicine },
  { table: 'XML2', fields: ['TT_THAU'], when: (row) => !['7', '17'].includes(textOf(row, 'MA_NHOM')) },
  { table: 'XML3', fields: ['MA_VAT_TU', 'TEN_VAT_TU'], when: is('MA_NHOM', '10', '11') },
  { table: 'XML3', fields: ['TT_THAU'], when: is('MA_NHOM', '10') },
  { table: 'XML3', fields: ['MA_XANG_DAU'], when: is('MA_NHOM', '12') },
  { table: 'XML3', fields: ['MA_GIUONG'], when: is('MA_NHOM', '14', '15', '16') },
  { table: 'XML3', fields: ['NGUOI_THUC_HIEN', 'NGAY_TH_YL'], when: here('1', '2', '3', '8', '18') },
  { table: 'XML3', fields: ['MA_MAY'], when: here('1', '2', '3') },
  { table: 'XML4', fields: ['NGAY_KQ'], when: filled('GIA_TRI') },
  { table: 'XML6', fields: ['PHACDO_DTRI_LAO', 'NGAYBD_DTRI_LAO'], when: is('LOAI_DTRI_LAO', '1', '2', '3') },
  { table: 'XML6', fields: ['MA_BAC_PHAC_DO'], when: is('MA_PHAC_DO_DIEU_TRI', 'KHAC') },
  { table: 'XML7', fields: ['NGUYENNHAN_DINHCHI', 'THOIGIAN_DINHCHI', 'TUOI_THAI'], when: is('MA_DINH_CHI_THAI', '1') },
  {
    table: 'XML9',
    fields: ['GHI_CHU'],
    when: (row, view) => is('SINHCON_PHAUTHUAT', '1')(row, view) || is('SINHCON_DUOI32TUAN', '1')(row, view),
  },
  { table: 'XML11', fields: ['NGUYENNHAN_DINHCHI', 'TUOI_THAI'], when: is('MA_DINH_CHI_THAI', '1') },
  { table: 'XML15', fields: ['NGAYKD_HIV', 'BDDT_ARV'], when: is('PHANLOAI_LAO_HIV', '1') },
];

const missing = (view: ClaimView): Finding[] =>
  conditions.flatMap(({ table, fields, when }) =>
    everyField(table, fields, (row, field) => textOf(row, field) !== '' || !when(row, view))(view),
  );

/** Tabs and line ends belong to longer texts; other control characters to none. */
const hasControls = (text: string): boolean =>
  [...text].some((character) => character < ' ' && !'\t\n\r'.includes(character));

const names = new Set(['HO_TEN', 'HO_TEN_CHA', 'HO_TEN_ME', 'HO_TEN_NND', 'HO_TEN_CON', 'TEN_BS']);

const isUntidy = (text: string, name: string): boolean =>
  text !== text.trim() || hasControls(text) || (names.has(name) && /\s{2,}/.test(text));

const untidy = (view: ClaimView): Finding[] =>
  claimTables.flatMap(({ code }) =>
    rowsOf(view.claim, code).flatMap((row, at) =>
      [...row]
        .filter(([name, text]) => isUntidy(text, name))
        .map(([name]) => ({ where: `${code}[${at + 1}].${name}` })),
    ),
  );

/** Longest spare text that the portal takes. */
const PORTAL_TEXT = 4000;

/**
 * What must be there because of something else, and texts as the portal wants them.
 *
 * @source bảng kiểm tra QĐ 4750/QĐ-BYT (verified); QĐ 3176/QĐ-BYT (secondary); STR-08: public validators (secondary)
 */
export const presenceChecks: Readonly<Record<string, Check>> = {
  'STR-04': missing,
  'STR-08': untidy,
  'STR-13': everyRow(
    ['XML0', 'XML7', 'XML9', 'XML10', 'XML11'],
    'DU_PHONG',
    (row) => [...textOf(row, 'DU_PHONG')].length <= PORTAL_TEXT,
  ),
};
