import { textOf } from './claim-file.ts';
import { between, DAY, daysBetweenDigits, HOUR, inOrder } from './claim-moments.ts';
import { numberAt } from './claim-numbers.ts';
import { type Check, type ClaimView, equalsSummary, isType, summaryHolds } from './claim-view.ts';
import { isDiseaseBetween } from './diagnosis-checks.ts';
import { isBed } from './row-kinds.ts';

const isOneOf = (view: ClaimView, field: string, codes: readonly string[]): boolean => codes.includes(view.said(field));
const hasGroup = (view: ClaimView, ...groups: string[]): boolean =>
  view.services.some((row) => groups.includes(textOf(row, 'MA_NHOM')));
const isSaid = (view: ClaimView, ...fields: string[]): boolean => fields.every((field) => view.said(field) !== '');

function isShortStayCoded(view: ClaimView): boolean {
  const stay = between(view.said('NGAY_VAO_NOI_TRU'), view.said('NGAY_RA'));
  if (stay === undefined) return true;
  return isType(view, '09') === stay < 4 * HOUR;
}

function isStayCounted(view: ClaimView): boolean {
  if (!isType(view, '03', '04', '06')) return true;
  const days = daysBetweenDigits(view.said('NGAY_VAO'), view.said('NGAY_RA'));
  return days === undefined || view.said('SO_NGAY_DTRI') === String(days + 1);
}

function isVisitWithinADay(view: ClaimView): boolean {
  const stay = between(view.said('NGAY_VAO'), view.said('NGAY_RA'));
  return !isType(view, '01') || stay === undefined || stay <= DAY;
}

function isRouteOfItsKind(view: ClaimView): boolean {
  if (isOneOf(view, 'MA_DOITUONG_KCB', ['1.12', '1.13', '1.14', '1.18']))
    return isType(view, '01', '02', '05', '07', '08');
  if (isOneOf(view, 'MA_DOITUONG_KCB', ['1.15', '3.2', '3.6'])) return isType(view, '03', '04', '09');
  return true;
}

const episode: Readonly<Record<string, Check>> = {
  'EP-01': summaryHolds('NGAY_RA', (view) => inOrder(view.said('NGAY_VAO'), view.said('NGAY_RA'))),
  'EP-02': summaryHolds(
    'NGAY_VAO_NOI_TRU',
    (view) =>
      inOrder(view.said('NGAY_VAO'), view.said('NGAY_VAO_NOI_TRU')) &&
      inOrder(view.said('NGAY_VAO_NOI_TRU'), view.said('NGAY_RA')),
  ),
  'EP-03': summaryHolds(
    'NGAY_VAO_NOI_TRU',
    (view) => !isType(view, '03', '04', '06', '09') || isSaid(view, 'NGAY_VAO_NOI_TRU', 'LY_DO_VNT'),
  ),
  'EP-08': summaryHolds(
    'SO_NGAY_DTRI',
    (view) => isType(view, '01', '07', '09') === (view.said('SO_NGAY_DTRI') === '0'),
  ),
  'EP-09': summaryHolds('SO_NGAY_DTRI', isStayCounted),
  'EP-12': summaryHolds('MA_LOAI_KCB', isShortStayCoded),
  'EP-13': summaryHolds('NGAY_RA', isVisitWithinADay),
  'EP-14': summaryHolds('MA_LOAI_KCB', (view) => !isType(view, '05') || !hasGroup(view, '1', '2', '3', '8', '18')),
  'EP-15': summaryHolds('MA_LOAI_KCB', (view) => !isType(view, '07') || !hasGroup(view, '13')),
  'EP-18': summaryHolds('MA_DOITUONG_KCB', isRouteOfItsKind),
  'EP-19': summaryHolds(
    'GIAY_CHUYEN_TUYEN',
    (view) => !isOneOf(view, 'MA_DOITUONG_KCB', ['1.3']) || isSaid(view, 'MA_NOI_DI', 'GIAY_CHUYEN_TUYEN'),
  ),
  'EP-20': summaryHolds(
    'GIAY_CHUYEN_TUYEN',
    (view) => !isOneOf(view, 'MA_DOITUONG_KCB', ['1.5']) || isSaid(view, 'GIAY_CHUYEN_TUYEN'),
  ),
  'EP-21': summaryHolds(
    'MA_DKBD',
    (view) => !isOneOf(view, 'MA_DOITUONG_KCB', ['1.1']) || view.items('MA_DKBD').includes(view.said('MA_CSKCB')),
  ),
  'EP-25': summaryHolds('MA_NOI_DEN', (view) => isOneOf(view, 'MA_LOAI_RV', ['2', '5']) === isSaid(view, 'MA_NOI_DEN')),
  'EP-27': summaryHolds('NGAY_TAI_KHAM', (view) =>
    view.items('NGAY_TAI_KHAM').every((day) => day > view.said('NGAY_RA').slice(0, 8)),
  ),
};

/** Z38 (liveborn infants) belongs to either sex. */
const isFemaleOnly = (code: string): boolean =>
  [
    ['O00', 'O99'],
    ['N70', 'N98'],
    ['C51', 'C58'],
    ['D25', 'D28'],
    ['Z32', 'Z37'],
    ['Z39', 'Z39'],
  ].some(([from = '', to = '']) => isDiseaseBetween(code, from, to));
const isMaleOnly = (code: string): boolean =>
  [
    ['C60', 'C63'],
    ['N40', 'N51'],
    ['D29', 'D29'],
  ].some(([from = '', to = '']) => isDiseaseBetween(code, from, to));

function isDiagnosisOfSex(view: ClaimView): boolean {
  const main = view.said('MA_BENH_CHINH');
  const sex = view.said('GIOI_TINH');
  return !(isFemaleOnly(main) && sex !== '2') && !(isMaleOnly(main) && sex !== '1');
}

function areSecondaryCodesDistinct(view: ClaimView): boolean {
  const codes = view.items('MA_BENH_KT');
  return codes.length <= 12 && new Set([...codes, view.said('MA_BENH_CHINH')]).size === codes.length + 1;
}

const isTraditionalExam = (view: ClaimView): boolean =>
  view.services.some((row) => textOf(row, 'MA_NHOM') === '13' && textOf(row, 'MA_DICH_VU').startsWith('08.'));

const diagnoses: Readonly<Record<string, Check>> = {
  'DX-01': summaryHolds('MA_BENH_CHINH', (view) => /^[^;]+$/.test(view.said('MA_BENH_CHINH'))),
  'DX-03': summaryHolds('MA_BENH_KT', areSecondaryCodesDistinct),
  'DX-05': summaryHolds('MA_BENH_YHCT', (view) => !isTraditionalExam(view) || isSaid(view, 'MA_BENH_YHCT')),
  'DX-07': summaryHolds('MA_BENH_CHINH', isDiagnosisOfSex),
};

const INPATIENT = ['03', '04', '09'];

const stays: Readonly<Record<string, Check>> = {
  'EX-01': (view) =>
    isOneOf(view, 'MA_LOAI_KCB', INPATIENT) && view.services.filter((row) => textOf(row, 'MA_NHOM') === '13').length > 1
      ? [{ where: 'XML3.MA_NHOM' }]
      : [],
  'NOTE-01': (view) =>
    view.notes.flatMap((row, at) =>
      ['DIEN_BIEN_LS', 'THOI_DIEM_DBLS', 'NGUOI_THUC_HIEN'].every((field) => textOf(row, field) !== '')
        ? []
        : [{ where: `XML5[${at + 1}]` }],
    ),
  'NOTE-02': (view) =>
    view.notes.flatMap((row, at) => {
      const moment = textOf(row, 'THOI_DIEM_DBLS');
      return inOrder(view.said('NGAY_VAO'), moment) && inOrder(moment, view.said('NGAY_RA'))
        ? []
        : [{ where: `XML5[${at + 1}].THOI_DIEM_DBLS` }];
    }),
  'CT7-01': (view) =>
    isOneOf(view, 'MA_LOAI_KCB', INPATIENT) && view.said('MA_LOAI_RV') !== '3' && !view.claim.has('XML7')
      ? [{ where: 'XML7' }]
      : [],
  'CT7-02': equalsSummary('XML7', ['NGAY_VAO', 'NGAY_RA']),
  'CT8-03': equalsSummary('XML8', ['MA_LOAI_KCB', 'NGAY_VAO', 'NGAY_RA', 'KET_QUA_DTRI']),
};

/** Bed-days of the whole claim, in thousandths. */
export const bedRows = (view: ClaimView) => view.services.filter(isBed);

const bedDays = (view: ClaimView): bigint =>
  bedRows(view).reduce((sum, row) => sum + (numberAt(row, 'SO_LUONG') ?? 0n), 0n);

/** Most bed-days that a stay may bill, in thousandths; undefined when the stay cannot be read. */
function mostBedDays(view: ClaimView): bigint | undefined {
  const stay = between(view.said('NGAY_VAO_NOI_TRU'), view.said('NGAY_RA'));
  const days = daysBetweenDigits(view.said('NGAY_VAO_NOI_TRU'), view.said('NGAY_RA'));
  if (stay === undefined || days === undefined || stay < 4 * HOUR || stay <= DAY) return undefined;
  const countsLastDay =
    isOneOf(view, 'MA_LOAI_RV', ['2', '3', '4', '5']) || isOneOf(view, 'KET_QUA_DTRI', ['3', '4', '5', '6']);
  return BigInt(days + (countsLastDay ? 1 : 0)) * 1000n;
}

const bedTotals: Readonly<Record<string, Check>> = {
  'BED-02': summaryHolds('MA_LOAI_KCB', (view) => !isType(view, '01', '02', '07') || bedRows(view).length === 0),
  'BED-05': summaryHolds('MA_LOAI_KCB', (view) => {
    const stay = between(view.said('NGAY_VAO_NOI_TRU'), view.said('NGAY_RA'));
    const isShort = isType(view, '09') || (stay !== undefined && stay < 4 * HOUR);
    return !isShort || bedDays(view) === 0n;
  }),
  'BED-06': summaryHolds('NGAY_RA', (view) => {
    const stay = between(view.said('NGAY_VAO_NOI_TRU'), view.said('NGAY_RA'));
    return stay === undefined || stay < 4 * HOUR || stay > DAY || bedDays(view) <= 1000n;
  }),
  'BED-07': summaryHolds('NGAY_RA', (view) => {
    const most = mostBedDays(view);
    return most === undefined || bedDays(view) <= most;
  }),
};

/**
 * The visit as a whole: times, kind, way of coming, diagnoses, papers, bed-days.
 *
 * @source QĐ 3176/QĐ-BYT; QĐ 3276/QĐ-BYT; checks used by public validators (secondary; DX-07: from memory)
 */
export const episodeChecks: Readonly<Record<string, Check>> = { ...episode, ...diagnoses, ...stays, ...bedTotals };
