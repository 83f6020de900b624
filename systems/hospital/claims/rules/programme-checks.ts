import { type ClaimRow, listOf, rowsOf, textOf } from './claim-file.ts';
import { daysBetweenDigits, inOrder } from './claim-moments.ts';
import { type Check, type ClaimView, everyRow, repeatsSummary, summaryHolds } from './claim-view.ts';
import { isFilled } from './row-kinds.ts';

/** First and last regimen of each kind of tuberculosis treatment. */
const regimens: Readonly<Record<string, readonly [number, number]>> = { 1: [20, 27], 2: [1, 8], 3: [9, 19] };

const isRegimenOfKind = (row: ClaimRow): boolean => {
  const group = regimens[textOf(row, 'LOAI_DTRI_LAO')];
  const regimen = Number(textOf(row, 'PHACDO_DTRI_LAO'));
  return group === undefined || (regimen >= group[0] && regimen <= group[1]);
};

const MONTHS_OF_EXPOSED = 18;

/** Whole months between two days of `yyyyMMdd`. */
function monthsBetween(from: string, to: string): number | undefined {
  if (!/^\d{8}/.test(from) || !/^\d{8}/.test(to)) return undefined;
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(4, 6)) - Number(from.slice(4, 6));
  return from.slice(6, 8) <= to.slice(6, 8) ? months : months - 1;
}

const isExposedChildTested = (row: ClaimRow, view: ClaimView): boolean => {
  if (!listOf(row, 'MA_TINH_TRANG_DK').includes('1')) return true;
  const age = monthsBetween(view.said('NGAY_SINH').slice(0, 8), view.said('NGAY_VAO').slice(0, 8));
  return (
    isFilled(row, 'LAN_XN_PCR', 'NGAY_XN_PCR', 'NGAY_KQ_XN_PCR', 'MA_KQ_XN_PCR') &&
    (age === undefined || age < MONTHS_OF_EXPOSED)
  );
};

/** The days of medicine fit between start and end of the treatment. */
const isSupplyOfTreatment = (row: ClaimRow): boolean => {
  if (!listOf(row, 'MA_XU_TRI').includes('1')) return true;
  const days = daysBetweenDigits(textOf(row, 'NGAY_BAT_DAU_XU_TRI'), textOf(row, 'NGAY_KET_THUC_XU_TRI'));
  const supply = Number(textOf(row, 'SO_NGAY_CAP_THUOC_ARV'));
  return days !== undefined && days >= 0 && supply > 0 && supply <= days;
};

const names = (words: string): RegExp => new RegExp(words.split(' ').join('|'), 'iu');
const antiretrovirals = names(
  'tenofovir lamivudin dolutegravir efavirenz zidovudin nevirapin lopinavir abacavir emtricitabin',
);
const tuberculosisDrugs = names('isoniazid rifampicin pyrazinamid ethambutol bedaquilin');

const hasDisease = (view: ClaimView, pattern: RegExp): boolean =>
  [view.said('MA_BENH_CHINH'), ...view.items('MA_BENH_KT')].some((code) => pattern.test(code));
const hasDrug = (view: ClaimView, pattern: RegExp): boolean =>
  view.drugs.some((row) => pattern.test(textOf(row, 'TEN_THUOC')));

/** Treatment of a programme comes with the table of the programme. */
const isReported = (table: string, disease: RegExp, drugs: RegExp): Check =>
  summaryHolds(
    'MA_BENH_CHINH',
    (view) => rowsOf(view.claim, table).length > 0 || !hasDisease(view, disease) || !hasDrug(view, drugs),
  );

const hiv: Readonly<Record<string, Check>> = {
  'HIV-01': repeatsSummary('XML6', [
    'MA_THE_BHYT',
    'NGAY_SINH',
    'GIOI_TINH',
    'DIA_CHI',
    'MATINH_CU_TRU',
    'MAXA_CU_TRU',
    'MA_CSKCB',
  ]),
  'HIV-02': everyRow(
    ['XML6'],
    'PHACDO_DTRI_LAO',
    (row) =>
      ['', '0'].includes(textOf(row, 'LOAI_DTRI_LAO')) ||
      (isFilled(row, 'PHACDO_DTRI_LAO', 'NGAYBD_DTRI_LAO') && isRegimenOfKind(row)),
  ),
  'HIV-03': everyRow(['XML6'], 'LAN_XN_PCR', isExposedChildTested),
  'HIV-04': everyRow(['XML6'], 'SO_NGAY_CAP_THUOC_ARV', isSupplyOfTreatment),
  'HIV-05': everyRow(['XML6'], 'BDDT_ARV', (row) => inOrder(textOf(row, 'NGAYKD_HIV'), textOf(row, 'BDDT_ARV'))),
  'HIV-06': everyRow(
    ['XML6'],
    'NGAY_KQ_XN_TLVR',
    (row) =>
      inOrder(textOf(row, 'NGAY_XN_TLVR'), textOf(row, 'NGAY_KQ_XN_TLVR')) &&
      (textOf(row, 'NGAY_KQ_XN_TLVR') === '' || isFilled(row, 'KQ_XNTL_VR')),
  ),
  'HIV-07': isReported('XML6', /^(?:B2[0-4]|Z21)/, antiretrovirals),
  'HIV-08': everyRow(
    ['XML6'],
    'NGAY_NHAN_TT_MANG_THAI',
    (row, view) => textOf(row, 'NGAY_NHAN_TT_MANG_THAI') === '' || view.said('GIOI_TINH') === '2',
  ),
};

const tuberculosis: Readonly<Record<string, Check>> = {
  'TB-01': isReported('XML15', /^A1[5-9]/, tuberculosisDrugs),
  'TB-02': everyRow(['XML15'], 'NGAYKT_DTRI_LAO', (row) =>
    inOrder(textOf(row, 'NGAYBD_DTRI_LAO'), textOf(row, 'NGAYKT_DTRI_LAO')),
  ),
  'TB-03': everyRow(['XML15'], 'PHACDO_DTRI_LAO', isRegimenOfKind),
  'TB-04': everyRow(
    ['XML15'],
    'NGAYKD_HIV',
    (row) => textOf(row, 'PHANLOAI_LAO_HIV') !== '1' || isFilled(row, 'NGAYKD_HIV'),
  ),
  'TB-05': everyRow(
    ['XML15'],
    'PHANLOAI_LAO_KT',
    (row) => isFilled(row, 'PHANLOAI_LAO_KT') === (textOf(row, 'LOAI_DTRI_LAO') === '3'),
  ),
};

const firstCosts = [
  ['MA_DICH_VU', 'TEN_DICH_VU'],
  ['MA_THUOC', 'TEN_THUOC'],
  ['MA_VAT_TU', 'TEN_VAT_TU'],
] as const;

/** The first cost of the visit: a service, a drug or a supply, each with its name. */
const hasFirstCost = (row: ClaimRow): boolean => {
  const given = firstCosts.filter(([code]) => isFilled(row, code));
  return given.length > 0 && given.every(([, name]) => isFilled(row, name));
};

const checkIn: Readonly<Record<string, Check>> = {
  'CI-01': everyRow(['XML0'], 'MA_DICH_VU', hasFirstCost),
  'CI-02': everyRow(['XML0'], 'NGAY_YL', (row) => inOrder(textOf(row, 'NGAY_VAO'), textOf(row, 'NGAY_YL'))),
  'CI-03': everyRow(
    ['XML0'],
    'LY_DO_VNT',
    (row) =>
      textOf(row, 'NGAY_VAO_NOI_TRU') === '' ||
      (inOrder(textOf(row, 'NGAY_VAO'), textOf(row, 'NGAY_VAO_NOI_TRU')) && isFilled(row, 'LY_DO_VNT')),
  ),
  'CI-05': everyRow(['XML0'], 'MA_DOITUONG_KCB', (row) => textOf(row, 'MA_DOITUONG_KCB') !== '2'),
};

/**
 * HIV, tuberculosis, and the check-in at the first cost.
 *
 * @source QĐ 3176/QĐ-BYT XML0, XML6, XML15 (verified); bảng kiểm tra QĐ 4750/QĐ-BYT (verified); TB-04, TB-05: unsure; HIV-05 to HIV-08, TB-01: from memory
 */
export const programmeChecks: Readonly<Record<string, Check>> = { ...hiv, ...tuberculosis, ...checkIn };
