import { codesOn } from '../catalogs/code-lists.ts';
import { isListed } from './claim-context.ts';
import { type ClaimFile, rowsOf, textOf } from './claim-file.ts';
import { between, HOUR, inOrder } from './claim-moments.ts';
import { type Check, type ClaimView, type Finding, isType, summaryHolds } from './claim-view.ts';

function isPaidAfterCare(view: ClaimView): boolean {
  const paid = view.said('NGAY_TTOAN');
  return isType(view, '05', '07')
    ? inOrder(view.said('NGAY_VAO').slice(0, 8), paid.slice(0, 8))
    : inOrder(view.said('NGAY_RA'), paid);
}

/** `yyyyMM` of the month before. */
const monthBefore = (month: string): string =>
  month.endsWith('01') ? `${Number(month.slice(0, 4)) - 1}12` : String(Number(month) - 1);

/** The first days of a month still belong to the month before. */
const CLOSING_DAY = 5;

function isSettledInItsMonth(view: ClaimView): boolean {
  const moment = view.said('NGAY_TTOAN') || view.said('NGAY_RA');
  if (!/^\d{8}/.test(moment)) return true;
  const month = moment.slice(0, 6);
  const said = `${view.said('NAM_QT')}${view.said('THANG_QT').padStart(2, '0')}`;
  return said === month || (Number(moment.slice(6, 8)) < CLOSING_DAY && said === monthBefore(month));
}

/** Counted from the end of care, so that older files can be judged again. */
function isSettlementPeriod(view: ClaimView): boolean {
  const month = Number(view.said('THANG_QT'));
  if (!(month >= 1 && month <= 12)) return false;
  const left = Number(view.said('NGAY_RA').slice(0, 4));
  const year = Number(view.said('NAM_QT'));
  return !(left > 0) || year === left || year === left + 1;
}

/** Before 2025 these kinds of visit ended on the last day of their medicine. */
const endedWithMedicine = (view: ClaimView): boolean => view.day < '2025-01-01' && isType(view, '02', '05', '07');

/** A code of the list of the same name at the end of care; an empty field is a missing one (STR-03). */
const isInForce = (view: ClaimView, field: string): boolean =>
  view.said(field) === '' || codesOn(field, view.day)?.has(view.said(field)) !== false;

const isOtherFacility = (facility: string, view: ClaimView): boolean =>
  facility === '' || (facility !== view.said('MA_CSKCB') && isListed(view.context, 'facilities', facility, view.day));

const times: Readonly<Record<string, Check>> = {
  'EP-04': summaryHolds('NGAY_TTOAN', isPaidAfterCare),
  'EP-05': summaryHolds('THANG_QT', isSettledInItsMonth),
  'EP-06': summaryHolds('THANG_QT', isSettlementPeriod),
  'EP-07': summaryHolds(
    'NGAY_RA',
    (view) => endedWithMedicine(view) || inOrder(view.said('NGAY_RA'), view.context.now ?? ''),
  ),
  'EP-10': summaryHolds('SO_NGAY_DTRI', (view) => {
    const { medicineDays } = view.context;
    return !isType(view, '05') || medicineDays === undefined || view.said('SO_NGAY_DTRI') === String(medicineDays);
  }),
  'EP-16': summaryHolds('MA_LOAI_KCB', (view) => isInForce(view, 'MA_LOAI_KCB')),
  'EP-17': summaryHolds('MA_DOITUONG_KCB', (view) => isInForce(view, 'MA_DOITUONG_KCB')),
  'EP-24': summaryHolds('MA_NOI_DI', (view) =>
    ['MA_NOI_DI', 'MA_NOI_DEN'].every((field) => isOtherFacility(view.said(field), view)),
  ),
  'EP-28': summaryHolds('MA_KHOA', (view) =>
    view.items('MA_KHOA').every((code) => isListed(view.context, 'departments', code, view.day)),
  ),
  'EP-33': summaryHolds('MA_LY_DO_VNT', (view) => {
    const reason = view.said('MA_LY_DO_VNT');
    return reason === '' || isListed(view.context, 'admission-reasons', reason, view.day);
  }),
};

const saidIn = (claim: ClaimFile, field: string): string => textOf(rowsOf(claim, 'XML1')[0], field);

/** Other claims of the same person: of a card in common, or of the same number at the same facility. */
function othersOfPerson(view: ClaimView): ClaimFile[] {
  const cards = view.items('MA_THE_BHYT');
  return (view.context.others ?? []).filter((other) => {
    if (saidIn(other, 'MA_LK') === view.said('MA_LK') && saidIn(other, 'MA_CSKCB') === view.said('MA_CSKCB'))
      return false;
    const isSameHere =
      view.said('MA_BN') !== '' &&
      saidIn(other, 'MA_BN') === view.said('MA_BN') &&
      saidIn(other, 'MA_CSKCB') === view.said('MA_CSKCB');
    return (
      isSameHere ||
      saidIn(other, 'MA_THE_BHYT')
        .split(';')
        .some((card) => cards.includes(card))
    );
  });
}

const isLying = (type: string): boolean => ['03', '04', '06', '09'].includes(type);

/** The stay as a patient in bed, else the visit. */
const stayOf = (claim: ClaimFile): readonly [from: string, to: string] => [
  (isLying(saidIn(claim, 'MA_LOAI_KCB')) && saidIn(claim, 'NGAY_VAO_NOI_TRU')) || saidIn(claim, 'NGAY_VAO'),
  saidIn(claim, 'NGAY_RA'),
];

/** Two stays in bed at once, or an outpatient visit elsewhere during a stay. */
function isOverlap(a: ClaimFile, b: ClaimFile): boolean {
  const [aFrom, aTo] = stayOf(a);
  const [bFrom, bTo] = stayOf(b);
  const lying = [a, b].filter((one) => isLying(saidIn(one, 'MA_LOAI_KCB'))).length;
  const isElsewhere = saidIn(a, 'MA_CSKCB') !== saidIn(b, 'MA_CSKCB');
  if (lying === 0 || (lying === 1 && !isElsewhere)) return false;
  return aFrom !== '' && bFrom !== '' && aFrom < (bTo || '9') && bFrom < (aTo || '9');
}

const othersThat =
  (field: string, isWrong: (view: ClaimView, other: ClaimFile) => boolean): Check =>
  (view) =>
    othersOfPerson(view)
      .filter((other) => isWrong(view, other))
      .map((other): Finding => ({ where: `XML1.${field}`, detail: saidIn(other, 'MA_LK') }));

const acrossClaims: Readonly<Record<string, Check>> = {
  'EP-30': othersThat('NGAY_VAO', (view, other) => isOverlap(view.claim, other)),
  'EP-31': othersThat('NGAY_VAO', (view, other) => {
    const died = saidIn(other, 'KET_QUA_DTRI') === '5' ? saidIn(other, 'NGAY_RA') : '';
    return died !== '' && view.said('NGAY_VAO') > died;
  }),
  'EP-32': othersThat(
    'NGAY_VAO',
    (view, other) =>
      isType(view, '01') &&
      saidIn(other, 'MA_LOAI_KCB') === '01' &&
      saidIn(other, 'MA_CSKCB') === view.said('MA_CSKCB') &&
      saidIn(other, 'NGAY_VAO').slice(0, 8) === view.said('NGAY_VAO').slice(0, 8),
  ),
};

/** Longest time in which a sending still follows the end of care at once. */
const AT_ONCE = 24 * HOUR;
const WORKING_DAYS = 7;

/** `yyyyMMdd` some working days later; Saturdays and Sundays do not count. Public holidays are not known here. */
function workingDaysLater(digits: string, days: number): string {
  const date = new Date(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (date.getUTCDay() % 6 !== 0) left -= 1;
  }
  return date.toISOString().slice(0, 10).replaceAll('-', '');
}

function isRequestedInTime(view: ClaimView): boolean {
  const { sending } = view.context;
  const left = view.said('NGAY_RA').slice(0, 8);
  if (sending === undefined || !/^\d{8}$/.test(left)) return true;
  return sending.at.slice(0, 8) <= workingDaysLater(left, WORKING_DAYS);
}

const isReplyKept = (reply: Readonly<Record<string, string | undefined>>): boolean =>
  ['result', 'transaction', 'receivedAt', 'fileHash'].every((part) => (reply[part] ?? '') !== '');

const sending: Readonly<Record<string, Check>> = {
  'CI-04': summaryHolds('MA_LK', (view) => {
    const { checkIns } = view.context;
    if (checkIns === undefined || view.said('MA_DOITUONG_KCB') === '2') return true;
    return checkIns.some(
      ({ claimId, acceptedAt }) => claimId === view.said('MA_LK') && inOrder(acceptedAt, view.said('NGAY_RA')),
    );
  }),
  'SEND-01': summaryHolds('NGAY_RA', (view) => {
    const waited = between(view.said('NGAY_RA'), view.context.sending?.at ?? '');
    return waited === undefined || waited <= AT_ONCE;
  }),
  'SEND-02': summaryHolds('NGAY_RA', isRequestedInTime),
  'SEND-03': summaryHolds('MA_LK', (view) => {
    const sent = view.context.sending;
    return sent?.isChanged !== true || (sent.reason ?? '').trim() !== '';
  }),
  'SEND-04': summaryHolds('MA_LK', (view) =>
    (view.context.sending?.replies ?? []).every((reply) => isReplyKept({ ...reply })),
  ),
};

/**
 * When things happened: settlement month, other claims of the person, deadlines of sending.
 *
 * @source TT 48/2017/TT-BYT Điều 6, 7, 13 (secondary); QĐ 4750/QĐ-BYT Điều 2 (verified); the rest from public validators or memory
 */
export const timingChecks: Readonly<Record<string, Check>> = { ...times, ...acrossClaims, ...sending };
