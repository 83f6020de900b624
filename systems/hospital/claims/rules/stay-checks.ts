import { isListed, linesOf } from './claim-context.ts';
import { type ClaimRow, listOf, rowsOf, textOf } from './claim-file.ts';
import { between, DAY, daysBetweenDigits } from './claim-moments.ts';
import { numberAt, thousandths } from './claim-numbers.ts';
import { type Check, type ClaimView, everyRow, type Finding, isType, summaryHolds } from './claim-view.ts';
import { inGroup, isBed } from './row-kinds.ts';
import { bareLicence, doneAt, isFromElsewhere } from './service-codes.ts';

/** A stay of more than a day bills its days, all but one at least. */
function areDaysBilled(view: ClaimView): boolean {
  const from = view.said('NGAY_VAO_NOI_TRU');
  const stay = between(from, view.said('NGAY_RA'));
  const days = daysBetweenDigits(from, view.said('NGAY_RA'));
  if (!isType(view, '03') || stay === undefined || days === undefined || stay <= DAY) return true;
  const billed = view.services.filter(isBed).reduce((sum, row) => sum + (numberAt(row, 'SO_LUONG') ?? 0n), 0n);
  return billed > 0n && billed >= BigInt(days - 1) * 1000n;
}

const isBedOfDepartment = (row: ClaimRow): boolean => {
  const department = /^(K\d{2})\./.exec(textOf(row, 'MA_DICH_VU'))?.[1];
  return !isBed(row) || department === undefined || textOf(row, 'MA_KHOA').startsWith(department);
};

const SURGICAL_DAYS = 10;

/** A surgical bed follows an operation, for ten days at most. */
function isSurgicalBedAfterSurgery(row: ClaimRow, view: ClaimView): boolean {
  const isSurgical = textOf(row, 'TEN_DICH_VU').normalize('NFC').toLocaleLowerCase('vi').includes('ngoại khoa');
  if (!isBed(row) || !isSurgical) return true;
  return view.services.some((act) => {
    const after = inGroup(act, '8')
      ? daysBetweenDigits(textOf(act, 'NGAY_TH_YL') || textOf(act, 'NGAY_YL'), textOf(row, 'NGAY_YL'))
      : undefined;
    return after !== undefined && after >= 0 && after <= SURGICAL_DAYS;
  });
}

const beds: Readonly<Record<string, Check>> = {
  'BED-08': summaryHolds('NGAY_RA', areDaysBilled),
  'BED-09': everyRow(['XML3'], 'MA_KHOA', isBedOfDepartment),
  'BED-11': everyRow(['XML3'], 'MA_DICH_VU', isSurgicalBedAfterSurgery),
};

const orderOf = (row: ClaimRow, view: ClaimView): ClaimRow | undefined =>
  view.services.find((service) => textOf(service, 'MA_DICH_VU') === textOf(row, 'MA_DICH_VU'));

function isRead(row: ClaimRow, view: ClaimView): boolean {
  const readers = listOf(row, 'MA_BS_DOC_KQ');
  const order = orderOf(row, view);
  if (readers.length === 0) return order === undefined || !inGroup(order, '2') || doneAt(order) !== undefined;
  return readers.every(
    (code) => isFromElsewhere(code) || isListed(view.context, 'practitioners', bareLicence(code), view.day),
  );
}

/** A measured value has a unit and says what was measured. */
function isMeasured(row: ClaimRow, view: ClaimView): boolean {
  if (!/^[<>≤≥]?\s*-?\d+(?:[.,]\d+)?$/.test(textOf(row, 'GIA_TRI'))) return true;
  const code = textOf(row, 'MA_CHI_SO');
  const isNamed = code === '' ? textOf(row, 'TEN_CHI_SO') !== '' : isListed(view.context, 'indicators', code, view.day);
  return isNamed && textOf(row, 'DON_VI_DO') !== '';
}

/** Within what a living person can have, as the list of indicators says for this unit. */
function isPlausible(row: ClaimRow, view: ClaimView): boolean {
  const value = thousandths(textOf(row, 'GIA_TRI'));
  const lines = linesOf(view.context, 'indicators', textOf(row, 'MA_CHI_SO'), view.day) ?? [];
  const limits = lines.filter(({ says }) => (says?.unit ?? textOf(row, 'DON_VI_DO')) === textOf(row, 'DON_VI_DO'));
  return (
    value === undefined ||
    limits.every(({ says }) => {
      const low = thousandths(says?.low ?? '');
      const high = thousandths(says?.high ?? '');
      return (low === undefined || low <= value) && (high === undefined || value <= high);
    })
  );
}

const results: Readonly<Record<string, Check>> = {
  'LAB-05': everyRow(['XML4'], 'MA_BS_DOC_KQ', isRead),
  'LAB-07': everyRow(['XML4'], 'DON_VI_DO', isMeasured),
  'LAB-08': everyRow(['XML4'], 'GIA_TRI', isPlausible),
};

const addDay = (digits: string): string => {
  const date = new Date(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10).replaceAll('-', '');
};

/** Longest stay whose days are looked at one by one. */
const LONGEST = 400;

function daysWithoutNote(view: ClaimView): Finding[] {
  const from = (view.said('NGAY_VAO_NOI_TRU') || view.said('NGAY_VAO')).slice(0, 8);
  const days = daysBetweenDigits(from, view.said('NGAY_RA'));
  if (!isType(view, '03', '04', '06') || days === undefined || days < 0 || days > LONGEST) return [];
  const noted = new Set(rowsOf(view.claim, 'XML5').map((row) => textOf(row, 'THOI_DIEM_DBLS').slice(0, 8)));
  const missing: Finding[] = [];
  for (let day = from, left = days; left >= 0; day = addDay(day), left -= 1) {
    if (!noted.has(day)) missing.push({ where: 'XML5.THOI_DIEM_DBLS', detail: day });
  }
  return missing;
}

const VITAL_SIGN = /^(?:(?:M|T|NT|SP|HL)\d+(?:[.,]\d+)?|HA\d+\/\d+)$/;

/** Vital signs are written `CSST<M75_T37_HA120/70>`. */
function areVitalSigns(row: ClaimRow): boolean {
  const text = textOf(row, 'DIEN_BIEN_LS');
  const blocks = [...text.matchAll(/CSST<([^<>]*)>/g)];
  return (
    blocks.length === text.split('CSST').length - 1 &&
    blocks.every(([, items = '']) => items.split('_').every((item) => VITAL_SIGN.test(item.trim())))
  );
}

/**
 * Beds, results and the daily course.
 *
 * @source QĐ 3176/QĐ-BYT XML3 to XML5 (verified); QĐ 4750/QĐ-BYT for vital signs (verified); TT 22/2023/TT-BYT for surgical beds (from memory); public validators (secondary)
 */
export const stayChecks: Readonly<Record<string, Check>> = {
  ...beds,
  ...results,
  'NOTE-03': daysWithoutNote,
  'NOTE-04': everyRow(['XML5'], 'DIEN_BIEN_LS', areVitalSigns),
};
