import { ageInYears, yearsBetween } from './claim-ages.ts';
import { type ClaimRow, listOf, rowsOf, textOf } from './claim-file.ts';
import { daysBetweenDigits, inOrder } from './claim-moments.ts';
import { type Check, type ClaimView, everyField, everyRow, repeatsSummary, summaryHolds } from './claim-view.ts';
import { isBirthWeight } from './identity-checks.ts';
import { isEmpty, isFilled } from './row-kinds.ts';

const isAllOrNone = (row: ClaimRow, ...fields: string[]): boolean =>
  isFilled(row, ...fields) || isEmpty(row, ...fields);
const arrivalDay = (view: ClaimView): string => view.said('NGAY_VAO').slice(0, 8);
const leavingDay = (view: ClaimView): string => view.said('NGAY_RA').slice(0, 8);

/** Days from the first to the last, both counted; true when a day cannot be read. */
function areDaysCounted(row: ClaimRow, count: string, from: string, to: string): boolean {
  const days = daysBetweenDigits(textOf(row, from), textOf(row, to));
  return days === undefined || (days >= 0 && textOf(row, count) === String(days + 1));
}

const isPregnancyWeek = (text: string): boolean => /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 42;

const isTerminationTold = (row: ClaimRow, view: ClaimView): boolean =>
  textOf(row, 'MA_DINH_CHI_THAI') !== '1' ||
  (isFilled(row, 'NGUYENNHAN_DINHCHI', 'THOIGIAN_DINHCHI') &&
    isPregnancyWeek(textOf(row, 'TUOI_THAI')) &&
    view.said('GIOI_TINH') === '2');

const leave = ['SO_NGAY_NGHI', 'NGOAITRU_TUNGAY', 'NGOAITRU_DENNGAY'];
const CHILD_YEARS = 16;

const discharge: Readonly<Record<string, Check>> = {
  'CT7-03': everyRow(['XML7'], 'MA_DINH_CHI_THAI', isTerminationTold),
  'CT7-04': everyRow(
    ['XML7'],
    'SO_NGAY_NGHI',
    (row) => isAllOrNone(row, ...leave) && areDaysCounted(row, 'SO_NGAY_NGHI', 'NGOAITRU_TUNGAY', 'NGOAITRU_DENNGAY'),
  ),
  'CT7-06': everyRow(
    ['XML7'],
    'HO_TEN_ME',
    (row, view) => (ageInYears(view) ?? CHILD_YEARS) >= CHILD_YEARS || !isEmpty(row, 'HO_TEN_CHA', 'HO_TEN_ME'),
  ),
};

/** Longest text that the portal takes. */
const PORTAL_TEXT = 4000;
const isTextKept = (text: string): boolean => text !== '' && [...text].length <= PORTAL_TEXT;
const lostChild = ['NGAY_SINHCON', 'NGAY_CONCHET', 'SO_CONCHET'];

const recordSummary: Readonly<Record<string, Check>> = {
  'CT8-02': summaryHolds(
    'MA_LOAI_KCB',
    (view) => !['03', '04', '06'].includes(view.said('MA_LOAI_KCB')) || rowsOf(view.claim, 'XML8').length > 0,
  ),
  'CT8-04': everyRow(
    ['XML8'],
    'NGAY_CONCHET',
    (row) => isAllOrNone(row, ...lostChild) && inOrder(textOf(row, 'NGAY_SINHCON'), textOf(row, 'NGAY_CONCHET')),
  ),
  'CT8-05': everyField('XML8', ['TOMTAT_KQ', 'QT_BENHLY', 'PP_DIEUTRI'], (row, field) =>
    isTextKept(textOf(row, field)),
  ),
};

const isMotherOfAge = (row: ClaimRow): boolean => {
  const years = yearsBetween(textOf(row, 'NGAYSINH_NND'), textOf(row, 'NGAY_SINH_CON'));
  return years === undefined || (years >= 10 && years <= 60);
};

/** What a mark of the birth certificate wants to be said in the remarks. */
const remarks = [
  ['SINHCON_PHAUTHUAT', /mổ|phẫu thuật/iu],
  ['SINHCON_DUOI32TUAN', /32 tuần/iu],
] as const;

const isCount = (text: string, least: number): boolean => /^\d+$/.test(text) && Number(text) >= least;

const births: Readonly<Record<string, Check>> = {
  'CT9-01': everyRow(
    ['XML9'],
    'SO_CON',
    (row, view) =>
      textOf(row, 'SO_CON') === String(rowsOf(view.claim, 'XML9').length) && isBirthWeight(textOf(row, 'CAN_NANG_CON')),
  ),
  'CT9-02': everyRow(['XML9'], 'NGAYSINH_NND', isMotherOfAge),
  'CT9-03': everyRow(
    ['XML9'],
    'MA_THE_TAM',
    (row) =>
      /^TE1\d{12}$/.test(textOf(row, 'MA_THE_TAM')) &&
      textOf(row, 'MA_THE_TAM').slice(3, 5) === textOf(row, 'MATINH_CU_TRU'),
  ),
  'CT9-04': everyRow(['XML9'], 'GHI_CHU', (row) =>
    remarks.every(([mark, words]) => textOf(row, mark) !== '1' || words.test(textOf(row, 'GHI_CHU').normalize('NFC'))),
  ),
  'CT9-05': everyRow(
    ['XML9'],
    'LAN_SINH',
    (row) =>
      isCount(textOf(row, 'LAN_SINH'), 1) &&
      isCount(textOf(row, 'SO_CON'), 1) &&
      isCount(textOf(row, 'SO_CON_SONG'), 0),
  ),
};

const MOST_PREGNANCY_LEAVE = 180;

const pregnancyLeave: Readonly<Record<string, Check>> = {
  'CT10-01': everyRow(['XML10'], 'SO_NGAY', (row) => areDaysCounted(row, 'SO_NGAY', 'TU_NGAY', 'DEN_NGAY')),
  'CT10-02': everyRow(['XML10'], 'TU_NGAY', (row, view) => textOf(row, 'TU_NGAY') === arrivalDay(view)),
  'CT10-03': everyRow(
    ['XML10'],
    'CHAN_DOAN_RV',
    (row, view) => /dưỡng thai/iu.test(textOf(row, 'CHAN_DOAN_RV').normalize('NFC')) && view.said('GIOI_TINH') === '2',
  ),
  'CT10-04': everyRow(['XML10'], 'SO_NGAY', (row) => !(Number(textOf(row, 'SO_NGAY')) > MOST_PREGNANCY_LEAVE)),
};

const isTuberculosis = (view: ClaimView): boolean =>
  [view.said('MA_BENH_CHINH'), ...view.items('MA_BENH_KT')].some((code) => /^A1[5-9]/.test(code));

/** Most days one paper may give: tuberculosis and late termination have their own. */
function mostLeave(row: ClaimRow, view: ClaimView): number {
  if (isTuberculosis(view)) return 180;
  return textOf(row, 'MA_DINH_CHI_THAI') === '1' && Number(textOf(row, 'TUOI_THAI')) >= 13 ? 50 : 30;
}

const isOverlap = (aFrom: string, aTo: string, bFrom: string, bTo: string): boolean =>
  aFrom !== '' && bFrom !== '' && aFrom <= bTo && bFrom <= aTo;

const sickLeave: Readonly<Record<string, Check>> = {
  'CT11-01': everyRow(['XML11'], 'SO_NGAY_NGHI', (row) => areDaysCounted(row, 'SO_NGAY_NGHI', 'TU_NGAY', 'DEN_NGAY')),
  'CT11-02': everyRow(
    ['XML11'],
    'SO_NGAY_NGHI',
    (row, view) => !(Number(textOf(row, 'SO_NGAY_NGHI')) > mostLeave(row, view)),
  ),
  'CT11-03': everyRow(['XML11'], 'MA_BHXH', (row) => /^(?!0{10}$)\d{10}$/.test(textOf(row, 'MA_BHXH'))),
  'CT11-04': everyRow(
    ['XML11'],
    'TU_NGAY',
    (row, view) =>
      textOf(row, 'TU_NGAY') === arrivalDay(view) || daysBetweenDigits(leavingDay(view), textOf(row, 'TU_NGAY')) === 1,
  ),
  'CT11-05': everyRow(['XML11'], 'MAU_SO', (row) => ['', 'CT07'].includes(textOf(row, 'MAU_SO'))),
  'CT11-06': everyRow(['XML11'], 'TU_NGAY', (row, view) =>
    rowsOf(view.claim, 'XML7').every(
      (paper) =>
        !isOverlap(
          textOf(row, 'TU_NGAY'),
          textOf(row, 'DEN_NGAY'),
          textOf(paper, 'NGOAITRU_TUNGAY'),
          textOf(paper, 'NGOAITRU_DENNGAY'),
        ),
    ),
  ),
};

const person = ['HO_TEN', 'NGAY_SINH', 'GIOI_TINH', 'DIA_CHI', 'MA_THE_BHYT', 'GT_THE_DEN'];
const times = ['NGAY_VAO', 'NGAY_VAO_NOI_TRU', 'NGAY_RA'];
const diagnoses = ['CHAN_DOAN_RV', 'MA_BENH_CHINH', 'MA_BENH_KT', 'MA_BENH_YHCT'];
const referral = ['DAU_HIEU_LS', 'QT_BENHLY', 'TINH_TRANG_CT', 'HUONG_DIEU_TRI', 'PHUONGTIEN_VC', 'MA_BAC_SI'];

const referrals: Readonly<Record<string, Check>> = {
  'CT13-02': repeatsSummary('XML13', [
    ...person,
    'MA_QUOCTICH',
    'MA_DANTOC',
    'MA_NGHE_NGHIEP',
    ...times,
    ...diagnoses,
    'MA_LOAI_RV',
    'MA_CSKCB',
  ]),
  'CT13-03': everyRow(
    ['XML13'],
    'MA_CSKCB_DEN',
    (row, view) => textOf(row, 'MA_CSKCB_DEN') === view.said('MA_NOI_DEN'),
  ),
  'CT13-04': everyRow(['XML13'], 'MA_CSKCB_DI', (row, view) => {
    const passed = listOf(row, 'MA_CSKCB_DI');
    const from = view.said('MA_NOI_DI');
    return passed.every((code) => /^\w{5}$/.test(code)) && (from === '' || passed.includes(from));
  }),
  'CT13-05': everyRow(['XML13'], 'MA_LYDO_CT', (row, view) => {
    const reasons = view.said('MA_LOAI_RV') === '2' ? ['1', '2'] : view.said('MA_LOAI_RV') === '5' ? ['3'] : undefined;
    return reasons === undefined || reasons.includes(textOf(row, 'MA_LYDO_CT'));
  }),
  'CT13-06': everyField('XML13', referral, (row, field) => textOf(row, field) !== ''),
  'CT14-01': everyRow(['XML14'], 'NGAY_HEN_KL', (row, view) => {
    const day = textOf(row, 'NGAY_HEN_KL').slice(0, 8);
    return day > leavingDay(view) && view.items('NGAY_TAI_KHAM').includes(day);
  }),
  'CT14-02': everyRow(['XML14'], 'NGAY_CT', (row, view) => inOrder(arrivalDay(view), textOf(row, 'NGAY_CT'))),
  'CT14-03': repeatsSummary('XML14', [...person, ...times, ...diagnoses, 'MA_DOITUONG_KCB']),
};

/**
 * Papers that travel with a claim: discharge, summary, birth, leave, referral, re-examination.
 *
 * @source QĐ 3176/QĐ-BYT XML7 to XML14 (verified); bảng kiểm tra QĐ 4750/QĐ-BYT (verified); CT8-02, CT10-01, CT13-05: unsure; public validators (secondary)
 */
export const paperChecks: Readonly<Record<string, Check>> = {
  ...discharge,
  ...recordSummary,
  ...births,
  ...pregnancyLeave,
  ...sickLeave,
  ...referrals,
};
