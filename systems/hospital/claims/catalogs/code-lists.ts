/** Codes allowed in a field of the claim tables, from a day on. */
interface DatedCodes {
  readonly from: string;
  readonly codes: ReadonlySet<string>;
}

const words = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));
const range = (first: number, last: number, width = 1): ReadonlySet<string> =>
  new Set(Array.from({ length: last - first + 1 }, (_, step) => String(first + step).padStart(width, '0')));
const both = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> => new Set([...a, ...b]);
const always = (codes: ReadonlySet<string>): readonly DatedCodes[] => [{ from: '0000-01-01', codes }];

/** Ways of coming to care, before QĐ 3276 and since; both were taken from July to December 2025. */
const formerEntitlements = words('1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9 1.10 2 3.1 3.2 3.3 3.5 3.6 7.1 7.2 7.3 7.4 8 9');
const presentEntitlements = words(
  '1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.11 1.12 1.13 1.14 1.15 1.16 1.17 1.18 2 3.1 3.2 3.3 3.6 7 7.2 7.3 7.4 8 9 10',
);

/**
 * Short code lists by name. Nationalities, provinces and other long lists live in the national catalogs.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024); QĐ 3276/QĐ-BYT (17/10/2025) for MA_DOITUONG_KCB; QĐ 1804/QĐ-BYT (2026) for MA_LOAI_KCB (secondary)
 */
const codeLists: Readonly<Record<string, readonly DatedCodes[]>> = {
  GIOI_TINH: always(range(1, 3)),
  KET_QUA_DTRI: always(range(1, 8)),
  MA_LOAI_RV: always(range(1, 5)),
  MA_LOAI_KCB: [
    { from: '0000-01-01', codes: range(1, 10, 2) },
    { from: '2026-08-01', codes: range(1, 16, 2) },
  ],
  MA_DOITUONG_KCB: [
    { from: '0000-01-01', codes: formerEntitlements },
    { from: '2025-07-01', codes: both(formerEntitlements, presentEntitlements) },
    { from: '2026-01-01', codes: presentEntitlements },
  ],
  MA_TAI_NAN: always(range(0, 8)),
  MA_KHUVUC: always(words('K1 K2 K3')),
  PHAM_VI: always(range(1, 3)),
  MA_PTTT: always(range(1, 3)),
  NGUON_CTRA: always(range(1, 4)),
  MA_NHOM: always(range(1, 19)),
  PP_VO_CAM: always(range(1, 4)),
  CO_1: always(range(1, 1)),
  CO_KHONG: always(range(0, 1)),
  MA_LYDO_CT: always(range(1, 3)),
  CAN_CU_LAO: always(range(0, 3)),
  SANG_LOC_LAO: always(range(1, 4)),
  PHACDO_DTRI_LAO: always(range(1, 27)),
  KQ_DTRI_LAO: always(range(1, 7)),
  MA_LYDO_DTRI: always(range(1, 5)),
  MA_BAC_PHAC_DO: always(range(1, 3)),
  MA_LYDO_XNTL_VR: always(range(1, 3)),
  KQ_XNTL_VR: always(range(1, 5)),
  MA_LOAI_BN: always(range(1, 5)),
  GIAI_DOAN_LAM_SANG: always(range(1, 4)),
  NHOM_DOI_TUONG: always(range(1, 11)),
  MA_TINH_TRANG_DK: always(range(1, 9)),
  LAN_XN_PCR: always(range(1, 3)),
  MA_KQ_XN_PCR: always(range(0, 1)),
  MA_XU_TRI: always(range(1, 8)),
  LY_DO_CHUYEN_PHAC_DO: always(range(1, 6)),
  CHUC_VU: always(range(1, 2)),
  KHAM_GIAM_DINH: always(range(1, 8)),
  DANG_HUONG_CHE_DO: always(range(1, 7)),
  MA_DOI_TUONG_GDYK: always(words('BB BHXH1L BNN CĐHH KNLĐH KNLĐT NKT NVQS TB TH TNLĐ')),
  DANG_KHUYETTAT: always(range(1, 6)),
  MUC_DO_KHUYETTAT: always(range(1, 4)),
  PHANLOAI_LAO_VITRI: always(range(1, 2)),
  PHANLOAI_LAO_TS: always(range(1, 6)),
  PHANLOAI_LAO_HIV: always(range(1, 3)),
  PHANLOAI_LAO_VK: always(range(1, 2)),
  PHANLOAI_LAO_KT: always(range(1, 6)),
  KET_QUA_DTRI_LAO: always(range(1, 6)),
  MA_XANG_DAU: always(
    words('R954V1 R954V2 R953V1 R953V2 E922V1 E922V2 D1S5V1 D1S5V2 D5S2V1 D5S2V2 R955V1 R955V2 E10V1 E10V2 XEDIEN'),
  ),
  MA_QUOCTICH: always(both(words('000'), range(101, 295))),
  MA_DANTOC: always(range(1, 56, 2)),
};

/** The list in force on a day; undefined when the list is not kept here. @param day  `yyyy-MM-dd` */
export const codesOn = (list: string, day: string): ReadonlySet<string> | undefined =>
  codeLists[list]?.findLast((entry) => entry.from <= day)?.codes;
