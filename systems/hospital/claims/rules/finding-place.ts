/** Where a finding points to: `XML3[2].DON_GIA_BH`. */
export interface FindingPlace {
  /** '' when it is about the whole file */
  readonly table: string;
  /** counted from 1; absent: the table as a whole, or its only row */
  readonly row?: number;
  readonly field?: string;
}

/** @source none: how our own findings are written */
export function placeOfFinding(at: string): FindingPlace {
  const [, table = '', row, field] = /(XML\d+)(?:\[(\d+)\])?(?:\.([A-Z0-9_]+))?$/.exec(at) ?? [];
  return {
    table,
    ...(row === undefined ? {} : { row: Number(row) }),
    ...(field === undefined ? {} : { field }),
  };
}

/** Rooms of the house where a field of the claim gets its value. */
export type MendingRoom =
  | 'registration'
  | 'outpatient'
  | 'prescribing'
  | 'laboratory'
  | 'payments'
  | 'administration'
  | 'claims';

const person =
  /^(HO_TEN|SO_CCCD|NGAY_SINH|GIOI_TINH|MA_QUOCTICH|MA_DANTOC|MA_NGHE_NGHIEP|DIA_CHI|DIEN_THOAI|M\w+_CU_TRU|MA_BN)$/;
const card =
  /^(MA_THE\w*|MA_DKBD|GT_THE\w*|NGAY_MIEN_CCT|NAM_NAM_LIEN_TUC|MA_KHUVUC|MA_DOITUONG_KCB|MA_NOI_DI|GIAY_CHUYEN_TUYEN|NGAY_VAO|LY_DO_VV|MA_TAI_NAN)$/;
const price =
  /^(DON_GIA\w*|THANH_TIEN\w*|TT_THAU|T_TRANTT|TYLE_TT\w*|PHAM_VI|SO_DANG_KY|MA_THUOC|MA_DICH_VU|MA_VAT_TU|MA_NHOM|MA_MAY)$/;
const facility = /^(MA_CSKCB|MA_TTDV|MA_KHOA)$/;
const paid = /^(T_\w+|NGAY_TTOAN|NGUON_CTRA)$/;
const file = /^(MA_LK|STT|NAM_QT|THANG_QT)$/;

const byField: readonly (readonly [RegExp, MendingRoom])[] = [
  [file, 'claims'],
  [person, 'registration'],
  [card, 'registration'],
  [paid, 'payments'],
  [price, 'administration'],
  [facility, 'administration'],
];

const byTable: Readonly<Record<string, MendingRoom>> = { XML2: 'prescribing', XML4: 'laboratory' };

/**
 * The room in which somebody mends what a finding points to: never the file itself.
 *
 * @source none: our own rooms
 */
export function mendingRoom({ table, field = '' }: FindingPlace): MendingRoom {
  if (table === '' || (table === 'XML1' && field === '')) return 'claims';
  const isLine = table === 'XML1' || table === 'XML2' || table === 'XML3';
  const own = isLine ? byField.find(([names]) => names.test(field))?.[1] : undefined;
  return own ?? byTable[table] ?? 'outpatient';
}
